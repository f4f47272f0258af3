//! The index of what an edition says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::sample::public;
use crate::edition::Edition;
use crate::model::Disclosure;
use crate::search::{Builder, File};

fn files(edition: &Edition, builder: &Builder) -> BTreeMap<String, Arc<[u8]>> {
    assert!(edition.say(&|subject, blocks| builder.take(subject, blocks), &|| true));
    let files = builder.finish().unwrap().into_iter();
    files.map(|File { path, bytes }| (path, bytes)).collect()
}

#[test]
fn it_is_the_same_whether_what_pages_contribute_is_held_or_written() {
    let edition = public(Disclosure::Full);
    let new = || Builder::new(Arc::clone(&edition.site));
    let held = files(&edition, &new());
    assert!(held.keys().any(|path| path.starts_with("search/k/")), "{held:?}");
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(files(&edition, &new().spilling_all(folder.path())), held);
    let missing = folder.path().join("missing");
    assert_eq!(files(&edition, &new().spilling_all(&missing)), held);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "nothing is left behind");
}
