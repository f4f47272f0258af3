//! Files to values with places: walk, decode, front matter, the register of submissions.
//!
//! [`walk`] lists what lies in the site's folder, [`read`] reads one file, and the verbs of [`parse`] make of its text what the model
//! takes. All mistakes of a file are told in one run. Nothing here knows of another file, so files are read in parallel and again alone.

pub mod decode;
pub mod fields;
pub mod front_matter;
pub mod node;
pub mod parse;
pub mod pre_scan;
pub mod register;
pub mod walk;
#[cfg(test)]
pub(crate) mod wording;

/// No reader of a file tells more than this many mistakes: who made so many made one, over and over.
pub(crate) const MANY: usize = 100;

pub use decode::read;
pub use walk::{AREAS, Area, FoundFile, is_ignored, name_of, walk};
