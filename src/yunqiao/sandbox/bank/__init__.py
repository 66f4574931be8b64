"""A bank that moves no money: transfers are typed in, statements come as camt.053 and CSV."""
