"""Starting, watching and stopping everything on one machine."""
