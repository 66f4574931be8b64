"""Time-stamps: another authority's word that bytes existed at an instant."""
