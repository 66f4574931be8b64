"""The rooms of the court, on floors; a floor knows only the floors below it."""
