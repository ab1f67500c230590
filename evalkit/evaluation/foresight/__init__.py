"""What a run would refuse, said before it: from the study file and from a glance at its tables."""
