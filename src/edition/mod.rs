//! Every output file of one snapshot: its path, and how to make it. Pure.
//!
//! The *pages* are known from the Site alone, and each is made alone. The *derived* files (calendar, feed, sitemap, register of files) are
//! gathered from what is made. `build` makes all in parallel and hands them to `publish`; `serve` makes the one that the browser asked for.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{PagePath, Site};
use crate::theme::Theme;

/// One snapshot seen as files.
#[derive(Debug)]
pub struct Edition {
    _private: (),
}

/// What an output file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of a file of the site, by its path relative to the root.
    File(Arc<str>),
}

impl Edition {
    /// Sees a Site as files.
    pub fn new(_site: Arc<Site>, _theme: &Theme) -> Edition {
        unimplemented!()
    }
    /// The paths of all output files, sorted, but for `sihao.json`, which publishing adds.
    pub fn paths(&self) -> &[PagePath] {
        unimplemented!()
    }
    /// Makes one file; `None` if the edition has no such path.
    pub fn make(&self, _path: &PagePath) -> Option<Result<Content, Diagnostic>> {
        unimplemented!()
    }
    /// How many of the files are pages (HTML).
    pub fn page_count(&self) -> usize {
        unimplemented!()
    }
    /// What `sihao.json` says besides digests: version, as_of, edition, counts.
    pub fn facts(&self) -> serde_json::Map<String, serde_json::Value> {
        unimplemented!()
    }
}
