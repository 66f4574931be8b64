"""Filing from abroad: who may, with which papers, by whose authority, and what the court answers when."""
