"""From an analysis to its comparison and its point estimate: what inferences and checks call again."""
