//! What is made from all pages at once, and only when somebody asks: the search index, and the register of digests (`sihao.json`).
//!
//! Asking waits; nothing else does. The index is made on a thread of its own and kept until the texts change; an edit alone makes
//! nothing, and one that comes while an index is being made ends that work.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::house::House;
use super::snapshot::Good;
use crate::edition::Content;
use crate::publish;
use crate::search;

/// How long somebody who asks waits.
const PATIENCE: Duration = Duration::from_secs(120);

/// Files by path.
pub(super) type Files = BTreeMap<String, Arc<[u8]>>;

/// What was made.
#[derive(Default)]
pub(super) struct Shelf {
    state: Mutex<State>,
    made: Condvar,
}

#[derive(Default)]
struct State {
    /// The files below `search/`, and the state of the texts that they are of.
    index: Option<(u64, Arc<Files>)>,
    /// The state of the texts of which an index is being made.
    making: Option<u64>,
    /// `sihao.json`, and the snapshot that it is of.
    register: Option<(u64, Arc<[u8]>)>,
}

impl Shelf {
    /// A file below `search/`; `Ok(None)` if there is none of that name, `Err` if it took too long.
    pub(super) fn search(self: &Arc<Shelf>, house: &Arc<House>, path: &str) -> Result<Option<Arc<[u8]>>, ()> {
        // The scripts are of no state, and come before anybody searches.
        if let Some(script) = search::scripts().into_iter().find(|file| file.path == path) {
            return Ok(Some(script.bytes));
        }
        let files = self.index(house)?;
        Ok(files.get(path).cloned())
    }

    fn index(self: &Arc<Shelf>, house: &Arc<House>) -> Result<Arc<Files>, ()> {
        let began = Instant::now();
        let mut state = self.lock();
        loop {
            let Some(good) = house.now().good.clone() else {
                return Err(());
            };
            if let Some((texts, files)) = &state.index
                && *texts == good.texts
            {
                return Ok(Arc::clone(files));
            }
            let left = PATIENCE.checked_sub(began.elapsed()).ok_or(())?;
            if state.making.is_none() {
                state.making = Some(good.texts);
                let (shelf, house) = (Arc::clone(self), Arc::clone(house));
                let spawned = std::thread::Builder::new().name("index".into());
                spawned
                    .spawn(move || shelf.make(&house, &good))
                    .map_err(|_| state.making = None)?;
            }
            // Looked at again now and then: an edit changes what is waited for without a word to us.
            let waited = self
                .made
                .wait_timeout(state, left.min(Duration::from_millis(250)));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn make(&self, house: &House, good: &Good) {
        // Whatever happens in there, the next who asks may try again.
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| index_of(house, good)));
        let mut state = self.lock();
        state.making = None;
        if let Ok(Some(files)) = made {
            state.index = Some((good.texts, Arc::new(files)));
        }
        self.made.notify_all();
    }

    /// `sihao.json` of the newest state.
    pub(super) fn register(self: &Arc<Shelf>, house: &Arc<House>) -> Result<Arc<[u8]>, ()> {
        let now = house.now();
        let good = now.good.clone().ok_or(())?;
        if let Some((number, bytes)) = &self.lock().register
            && *number == now.moment.number
        {
            return Ok(Arc::clone(bytes));
        }
        let index = self.index(house)?;
        let bytes: Arc<[u8]> = register_of(&good, &index).ok_or(())?.into();
        self.lock().register = Some((now.moment.number, Arc::clone(&bytes)));
        Ok(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The index of a state; `None` if the texts changed while it was made.
fn index_of(house: &House, good: &Good) -> Option<Files> {
    let is_newest = || {
        house
            .now()
            .good
            .as_ref()
            .is_some_and(|now| now.texts == good.texts)
    };
    let builder = search::Builder::new(Arc::clone(&good.site));
    if !good
        .edition
        .say(&|subject, blocks| builder.take(subject, blocks), &is_newest)
    {
        return None;
    }
    let files = builder.finish().ok()?.into_iter();
    Some(files.map(|file| (file.path, file.bytes)).collect())
}

/// The register of a state: every file is made for its digest.
fn register_of(good: &Good, index: &Files) -> Option<Vec<u8>> {
    let pages = good.edition.paths().par_iter().map(|path| {
        let content = good.edition.make(path)?.ok()?;
        let digest: [u8; 32] = match content {
            Content::Bytes(bytes) => Sha256::digest(&bytes).into(),
            Content::File(source) => Sha256::digest(std::fs::read(good.files.get(&source)?).ok()?).into(),
        };
        Some((path.as_str(), digest))
    });
    let mut files = pages.collect::<Option<Vec<_>>>()?;
    let derived = index.iter();
    files.extend(derived.map(|(path, bytes)| (path.as_str(), Sha256::digest(bytes).into())));
    Some(publish::register(
        &good.edition.facts(),
        good.edition.kind(),
        files,
    ))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::View;
    use super::super::house::{First, Hear};
    use super::*;
    use crate::diagnostic::{Catalogue, Language};
    use crate::load::Changed;
    use crate::model::{EditionKind, Options};
    use crate::text::date::Date;

    #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn document(text: &str) -> String {
        format!("---\ntitle: 甲\ndate: 2026-03-01\n---\n\n{text}\n")
    }

    fn house(root: &Path) -> Arc<House> {
        write(
            root,
            "site.toml",
            "[site]\ntitle = \"专栏\"\norganisation = \"工委\"\n",
        );
        write(root, "content/news/a.md", &document("文本。"));
        let catalogue = Arc::new(Catalogue::new(Language::Chinese));
        let options = || Options {
            as_of: Date::new(2026, 11, 20).unwrap(),
            edition: EditionKind::Public,
            drafts: false,
        };
        let told: (View, Hear) = (Box::new(options), Box::new(|_| {}));
        Arc::new(House::open(root.to_path_buf(), First::Judged, catalogue, told))
    }

    #[test]
    fn an_index_is_made_when_it_is_asked_for_and_kept_until_texts_change() {
        let folder = tempfile::tempdir().unwrap();
        let house = house(folder.path());
        let shelf = Arc::new(Shelf::default());
        let made = || shelf.lock().index.as_ref().map(|(texts, _)| *texts);
        write(folder.path(), "content/news/a.md", &document("改过。"));
        house.remake(&Changed::Anything);
        let script = shelf.search(&house, "search/reader.js").unwrap().unwrap();
        assert_eq!(
            made(),
            None,
            "neither an edit nor a page that may be searched makes anything"
        );
        let first = shelf.index(&house).unwrap();
        assert_eq!(made(), Some(1));
        assert_eq!(first["search/reader.js"], script);
        write(folder.path(), "theme/own.css", "p {}");
        house.remake(&Changed::Anything);
        assert!(
            Arc::ptr_eq(&first, &shelf.index(&house).unwrap()),
            "a style changes no text"
        );
        write(folder.path(), "content/news/a.md", &document("又改。"));
        house.remake(&Changed::Anything);
        assert_eq!(made(), Some(1), "an edit alone makes nothing");
        let second = shelf.index(&house).unwrap();
        assert!(made() == Some(2) && *first != *second);
        assert!(shelf.search(&house, "search/none.js").unwrap().is_none());
    }

    #[test]
    fn work_on_texts_that_are_no_more_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let house = house(folder.path());
        let old = house.now().good.clone().unwrap();
        assert!(index_of(&house, &old).is_some());
        write(folder.path(), "content/news/a.md", &document("改过。"));
        house.remake(&Changed::Anything);
        assert!(index_of(&house, &old).is_none());
    }
}
