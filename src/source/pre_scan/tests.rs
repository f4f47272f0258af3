//! Slips.

