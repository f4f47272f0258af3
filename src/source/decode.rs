//! Bytes to text: UTF-8, with or without a mark, UTF-16 with a mark, GB18030 recognised and read with a warning (CRATES.md §8).

use std::sync::Arc;

use super::FoundFile;
use crate::diagnostic::{Diagnostic, SourceText};

/// The largest text file that is read, in bytes.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// Reads a file from disk as text. `None` when it can't be taken (too large, binary, no known encoding, gone): the diagnostics say why.
pub fn read(_file: &FoundFile) -> (Option<Arc<SourceText>>, Vec<Diagnostic>) {
    unimplemented!()
}

/// Decodes bytes that were read already.
pub fn decode(_path: &Arc<str>, _bytes: &[u8]) -> (Option<Arc<SourceText>>, Vec<Diagnostic>) {
    unimplemented!()
}
