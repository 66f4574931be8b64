"""The immigration authority's register of identity papers."""
