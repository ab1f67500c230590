"""The frozen records that pass from station to station."""
