"""The parts of the audit (foundation.verify), which knows nothing but the tables and the files."""
