//! What an operator can do: one file a strategy.
