"""How many people a group must have for more than their number to be shown."""

# Of fewer, a mean or a share would nearly be somebody's own answer.
FEWEST_PEOPLE = 10
