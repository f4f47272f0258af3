//! Bytes to text: UTF-8, with or without a mark, UTF-16 with a mark, GB18030 recognised and read with a warning.
//!
//! Notepad of older Windows saves GB18030 without saying so. Strict decoding can't tell: GB18030 takes nearly any bytes, among them UTF-8
//! cut in two and pictures. So Chinese is recognised by its commonest 3,755 characters (level 1 of GB 2312-80), which any text in it mostly
//! consists of. What comes out is the text as it was, line ends included; only the mark at its beginning is gone. Never more than
//! [`LIMIT`] bytes are read.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::FoundFile;
use crate::diagnostic::{Diagnostic, Place, SourceText};

/// The largest text file that is read, in bytes.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// Reads a file from disk as text. `None` when it can't be taken (too large, binary, no known encoding, gone): the diagnostics say why.
pub fn read(file: &FoundFile) -> (Option<Arc<SourceText>>, Vec<Diagnostic>) {
    match bytes(file) {
        Ok(bytes) => decode(&file.path, &bytes),
        Err(diagnostic) => (None, vec![diagnostic.at(Place::file(file.path.clone()))]),
    }
}

/// The file's bytes: as many as it had when it was opened, since it may grow while it is read, and so that its end need not be looked for.
fn bytes(file: &FoundFile) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable =
        |error: std::io::Error| Box::new(Diagnostic::error("file/unreadable").with("reason", error));
    let opened = open(&file.disk).map_err(unreadable)?;
    let metadata = opened.metadata().map_err(unreadable)?;
    if metadata.len() > LIMIT {
        return Err(too_large(metadata.len()));
    }
    if !metadata.is_file() {
        return Err(Box::new(Diagnostic::warning("file/special")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    opened
        .take(metadata.len())
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

/// Opens a file without waiting: the walk lists regular files, but another may have taken the place of one, and a pipe would wait for a
/// writer for ever. Only Unix has pipes among the files of a folder.
#[cfg(unix)]
fn open(disk: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let no_wait = rustix::fs::OFlags::NONBLOCK.bits();
    let mut options = OpenOptions::new();
    options.read(true);
    match i32::try_from(no_wait) {
        Ok(no_wait) => options.custom_flags(no_wait).open(disk),
        Err(_) => options.open(disk),
    }
}
#[cfg(not(unix))]
fn open(disk: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(disk)
}

fn too_large(size: u64) -> Box<Diagnostic> {
    let mega = 1024 * 1024;
    let told = Diagnostic::error("file/too-large").with("size", size.div_ceil(mega));
    Box::new(told.with("limit", LIMIT / mega))
}

/// Decodes bytes that were read already.
pub fn decode(path: &Arc<str>, bytes: &[u8]) -> (Option<Arc<SourceText>>, Vec<Diagnostic>) {
    let at = |diagnostic: Diagnostic| diagnostic.at(Place::file(path.clone()));
    let text = |text: &str| {
        Some(Arc::new(SourceText::new(
            path.clone(),
            text.trim_start_matches('\u{feff}'),
        )))
    };
    match recognise(bytes) {
        Found::Utf8(found) => (text(found), Vec::new()),
        Found::Marked(found) => (text(&found), Vec::new()),
        Found::Gb18030(found) => (text(&found), vec![at(Diagnostic::warning("encoding/gb18030"))]),
        Found::Binary => (None, vec![at(Diagnostic::error("file/binary"))]),
        Found::Unknown => (None, vec![at(Diagnostic::error("encoding/unknown"))]),
    }
}

enum Found<'b> {
    Utf8(&'b str),
    /// UTF-16 by its mark.
    Marked(String),
    Gb18030(String),
    Binary,
    Unknown,
}

fn recognise(bytes: &[u8]) -> Found<'_> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let rest = bytes.get(length..).unwrap_or_default();
        return match encoding.decode_without_bom_handling(rest) {
            (_, true) => Found::Unknown,
            (text, false) if text.contains('\0') => Found::Binary,
            (text, false) => Found::Marked(text.into_owned()),
        };
    }
    if bytes.contains(&0) {
        return Found::Binary;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // 通知 in GB18030 is also valid UTF-8 (two letters of a rare script): believe UTF-8 only where it shows.
        let rare_only = !text.is_ascii() && text.chars().all(|c| c < '\u{800}');
        if rare_only && let Some(chinese) = gb18030(bytes, 2, 100) {
            return Found::Gb18030(chinese);
        }
        return Found::Utf8(text);
    }
    gb18030(bytes, 1, 50).map_or(Found::Unknown, Found::Gb18030)
}

/// The bytes as GB18030, if `least` common characters stand side by side somewhere, and such are at least `share` per cent of all.
/// Side by side, since `naïve` read as GB18030 holds one, alone.
fn gb18030(bytes: &[u8], least: usize, share: usize) -> Option<String> {
    let census = census(bytes);
    if census.longest < least || census.common * 100 < census.all * share {
        return None;
    }
    let (text, faulty) = GB18030.decode_without_bom_handling(bytes);
    (!faulty).then(|| text.into_owned())
}

#[derive(Default)]
struct Census {
    /// Characters of level 1 (16th to 55th row of GB 2312-80).
    common: usize,
    /// All characters but ASCII, punctuation and full-width forms (rows 1 and 3).
    all: usize,
    /// The longest run of common ones.
    longest: usize,
}

fn census(bytes: &[u8]) -> Census {
    let mut census = Census::default();
    let mut run = 0;
    let mut rest = bytes.iter().copied();
    while let Some(lead) = rest.next() {
        if lead < 0x80 {
            run = 0;
            continue;
        }
        match (lead, rest.next().unwrap_or_default()) {
            (0xB0..=0xD6, 0xA1..=0xFE) | (0xD7, 0xA1..=0xF9) => {
                census.common += 1;
                census.all += 1;
                run += 1;
                census.longest = census.longest.max(run);
            }
            (0xA1 | 0xA3, 0xA1..=0xFE) => run = 0,
            _ => {
                census.all += 1;
                run = 0;
            }
        }
    }
    census
}

#[cfg(test)]
mod tests;
