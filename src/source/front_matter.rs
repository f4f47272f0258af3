//! The front matter of documents, units and free pages (DESIGN.md §3).

pub mod keys;
