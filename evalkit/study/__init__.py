"""What the project lead wrote."""
