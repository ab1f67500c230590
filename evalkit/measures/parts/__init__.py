"""What measures share: their record, the rules of the years, scaling, and adding one to a panel."""
