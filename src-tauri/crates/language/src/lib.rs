//! Fluent texts for everything that speaks.
