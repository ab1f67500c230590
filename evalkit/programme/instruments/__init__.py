"""The forms that fill a programme's tables: review grid, questionnaires, lesson form and meeting sheet."""
