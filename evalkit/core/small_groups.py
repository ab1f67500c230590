"""How many people, schools or lessons there must be for more than their number to be shown."""

# Of fewer, a mean or a share would nearly be somebody's own answer.
FEWEST_PEOPLE = 10
# Of fewer schools, departments or lessons, a share or a measure of agreement says more than it knows.
FEWEST_CASES = 10
