"""Service of process on a party without domicile in the mainland: channels, clocks, plan, validity."""
