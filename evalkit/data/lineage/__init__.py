"""One school through its changes of number: evidence, links, chains, and tables under lineages."""
