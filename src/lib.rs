//! `sihao` (四好): campaign material in Markdown in, a searchable intranet site out.
//!
//! Data goes one way: down to be read, up to be shown. Nothing imports from a floor above its own;
//! `docs/architecture.md` holds the table, and a test holds the sources to it. Read `load.rs` first.

pub mod check;
pub mod command;
pub mod config;
pub mod diagnostic;
pub mod edition;
pub mod load;
pub mod markdown;
pub mod model;
pub mod preview;
pub mod publish;
pub mod scaffold;
pub mod search;
pub mod source;
pub mod text;
pub mod theme;
