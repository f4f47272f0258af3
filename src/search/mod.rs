//! The index of a Site: the bytes of all files under `search/`, made from the plain text of pages while these are made.
//!
//! 1. number the pages       [`Builder::new`]: units and free pages, then documents by date and path, so that a new one is last
//! 2. take their texts       [`Builder::take`], from many threads: fold, split into keys (`keys.rs`), pack (`pack.rs`), lay side by side
//!    (`columns.rs`); what is too much for memory waits in a file (`spill.rs`)
//! 3. merge                  [`Builder::give`]: for each key its list and its positions (`merge.rs`, `lists.rs`), cut into shards (`cut.rs`)
//! 4. branches               which shards hold a stretch of keys (`cut.rs`)
//! 5. texts                  what pages say, for excerpts (`texts.rs`)
//! 6. volumes                facts of some thousand pages, where their texts stand (`volumes.rs`, `facts.rs`, `book.rs`)
//! 7. the directory          counts, units, bounds and digests of branches and volumes (`directory.rs`)
//!
//! What is hidden is not in the Site, so it is not here. Nothing depends on the order in which texts are taken. docs/search.md tells
//! the format; `reader.js` and the scripts beside it read it.

mod bits;
mod book;
mod builder;
mod columns;
mod cut;
mod directory;
mod export;
mod facts;
mod fold_table;
mod keys;
mod lists;
mod merge;
mod pack;
mod script;
mod sounds;
mod spill;
mod texts;
mod volumes;

pub use builder::{Builder, Subject};
pub use export::{BEGINNING, MAPPING, export};
pub use script::{File, scripts};
