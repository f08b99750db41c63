//! Charts, tables and files: from observations to something to look at.
