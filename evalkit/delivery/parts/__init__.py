"""What accounts of the delivery share."""
