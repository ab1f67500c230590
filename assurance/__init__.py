"""What the methods have been tested on, and the pages that say so."""
