"""Tags of the pages of filing."""
