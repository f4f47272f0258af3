//! What pages contribute beyond what memory should hold: appended to a file without a name, and read back piece by piece.
//!
//! Where there is no such file, because nobody said where it may be or because it can't be written, all stays in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes of keys, and of texts, that are held before any are written.
const HELD: usize = 8 << 20;
/// No piece of keys is smaller, however many threads share.
const PIECE: usize = 1 << 20;

/// The file.
#[derive(Debug)]
pub(super) struct Spill {
    /// Where it is made when it is needed.
    folder: Option<PathBuf>,
    /// Bytes that each thread's keys, and all texts together, may hold.
    most: [usize; 2],
    texts: AtomicUsize,
    written: Mutex<Option<Written>>,
}

#[derive(Debug)]
struct Written {
    file: File,
    end: u64,
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    at: u64,
    length: usize,
}

/// A text of UTF-16 units, wherever it is.
#[derive(Debug)]
pub(super) enum Text {
    Held(Box<[u16]>),
    Written(Place),
}

impl Place {
    /// A part of the piece, from one byte of it to another.
    pub(super) fn part(self, from: usize, to: usize) -> Place {
        Place {
            at: self.at + from as u64,
            length: to - from,
        }
    }
}

impl Spill {
    /// All stays in memory.
    pub(super) fn never() -> Spill {
        Spill::new(None, [usize::MAX; 2])
    }

    /// A file in a folder, for what is more than some megabytes.
    pub(super) fn within(folder: &Path, threads: usize) -> Spill {
        Spill::new(
            Some(folder.to_owned()),
            [(HELD / threads.max(1)).max(PIECE), HELD],
        )
    }

    pub(super) fn new(folder: Option<PathBuf>, most: [usize; 2]) -> Spill {
        Spill {
            folder,
            most,
            texts: AtomicUsize::new(0),
            written: Mutex::new(None),
        }
    }

    /// Whether something was written.
    pub(super) fn is_used(&self) -> bool {
        self.written().is_some()
    }

    /// Whether keys of so many bytes, which one thread holds, should be written.
    pub(super) fn wants(&self, bytes: usize) -> bool {
        bytes >= self.most[0]
    }

    /// Keeps a text, in memory while there is room.
    pub(super) fn keep(&self, text: Box<[u16]>) -> Text {
        let bytes = text.len() * 2;
        if self
            .texts
            .fetch_add(bytes, Ordering::Relaxed)
            .saturating_add(bytes)
            <= self.most[1]
        {
            return Text::Held(text);
        }
        let bytes: Vec<u8> = text.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        self.put(&bytes).map_or(Text::Held(text), Text::Written)
    }

    /// Appends a piece; `None` if it can't be, and must be held.
    pub(super) fn put(&self, bytes: &[u8]) -> Option<Place> {
        let mut written = self.written();
        if written.is_none() {
            let file = tempfile::tempfile_in(self.folder.as_ref()?).ok()?;
            *written = Some(Written { file, end: 0 });
        }
        let Written { file, end } = written.as_mut()?;
        // After a piece that failed half-way the next one begins where that did.
        file.seek(SeekFrom::Start(*end)).ok()?;
        file.write_all(bytes).ok()?;
        let place = Place {
            at: *end,
            length: bytes.len(),
        };
        *end += bytes.len() as u64;
        Some(place)
    }

    /// Reads a piece, or a part of one.
    pub(super) fn get(&self, place: Place) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.length];
        if let Some(Written { file, .. }) = self.written().as_mut() {
            file.seek(SeekFrom::Start(place.at))?;
            file.read_exact(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// Appends a text to `out`.
    pub(super) fn read(&self, text: &Text, out: &mut Vec<u16>) -> io::Result<()> {
        match text {
            Text::Held(units) => out.extend(units),
            Text::Written(place) => {
                let bytes = self.get(*place)?;
                out.extend(
                    bytes
                        .chunks_exact(2)
                        .map(|unit| u16::from_le_bytes([unit[0], unit[1]])),
                );
            }
        }
        Ok(())
    }

    fn written(&self) -> MutexGuard<'_, Option<Written>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Text {
    /// Its units.
    pub(super) fn len(&self) -> usize {
        match self {
            Text::Held(units) => units.len(),
            Text::Written(place) => place.length / 2,
        }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text::Held(Box::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_written_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(Some(folder.path().to_owned()), [3, 8]);
        let texts: Vec<Text> = ["四好", "班子", "云江市 2026"]
            .map(|text| spill.keep(text.encode_utf16().collect()))
            .into();
        assert!(matches!(
            texts[..],
            [Text::Held(_), Text::Held(_), Text::Written(_)]
        ));
        assert_eq!(texts[2].len(), 8);
        let mut back = Vec::new();
        texts.iter().for_each(|text| spill.read(text, &mut back).unwrap());
        assert_eq!(String::from_utf16(&back).unwrap(), "四好班子云江市 2026");
        assert!(spill.wants(3) && !spill.wants(2));
        let place = spill.put(b"abcdef").unwrap();
        assert_eq!(spill.get(place.part(2, 5)).unwrap(), b"cde");
    }

    #[test]
    fn where_no_file_can_be_all_is_held() {
        let folder = tempfile::tempdir().unwrap();
        for spill in [
            Spill::new(Some(folder.path().join("missing")), [0, 0]),
            Spill::new(None, [0, 0]),
        ] {
            assert!(spill.put(b"a").is_none());
            let text = spill.keep(Box::new([0x56db]));
            assert!(matches!(text, Text::Held(_)));
            assert_eq!(text.len(), 1);
        }
        assert!(!Spill::never().wants(usize::MAX - 1));
    }
}
