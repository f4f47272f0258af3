//! What the preview shows at one moment: the last state without errors, and the report of the newest.
//!
//! Immutable, and replaced whole. A page is made when it is asked for; those made last are kept, since the script that learns of a
//! change and the browser that fetches the page ask for the same bytes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::overlay;
use crate::diagnostic::{Catalogue, Diagnostic, Report};
use crate::edition::{Content, Edition};
use crate::model::{PagePath, Site};
use crate::text::date::Date;

/// The one line that is added to a page.
const SCRIPT: &str = "<script src=\"/~sihao/preview.js\" defer></script>\n";

/// How many pages are kept.
const KEPT: usize = 64;

/// A state of the site that could be built.
pub(super) struct Good {
    /// The site.
    pub(super) site: Arc<Site>,
    /// Its files.
    pub(super) edition: Edition,
    /// Where files of `content/` lie.
    pub(super) files: Arc<BTreeMap<Arc<str>, PathBuf>>,
    /// Counts the changes of what search would find: the same number, the same index.
    pub(super) texts: u64,
}

/// Which moment a snapshot is of.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Counts the changes since the start.
    pub(super) number: u64,
    /// The day that is shown.
    pub(super) as_of: Date,
    /// See [`Good::texts`].
    pub(super) texts: u64,
    /// Whether the rules have looked at it. The first may be shown before; its report is empty then.
    pub(super) is_judged: bool,
}

/// One moment.
pub(super) struct Snapshot {
    /// Which.
    pub(super) moment: Moment,
    /// The last state without errors; none if there never was one.
    pub(super) good: Option<Arc<Good>>,
    /// What was told of the newest state.
    pub(super) report: Arc<Report>,
    /// The overlay; empty without errors.
    overlay: String,
    catalogue: Arc<Catalogue>,
    pages: Mutex<Pages>,
}

/// Pages that were made, with the ones of the moment before, should one fail now.
#[derive(Default)]
pub(super) struct Pages {
    made: BTreeMap<PagePath, Arc<Page>>,
    former: BTreeMap<PagePath, Arc<Page>>,
}

/// A file as it is served.
pub(super) struct Page {
    /// Its bytes.
    pub(super) bytes: Arc<[u8]>,
    /// The digest of these bytes.
    pub(super) digest: String,
    /// The bytes without what the preview adds.
    bare: Option<Arc<[u8]>>,
}

/// What stands at a path.
pub(super) enum Found {
    /// These bytes.
    Page(Arc<Page>),
    /// A file of the site.
    File(PathBuf),
    /// A folder without its last slash.
    Folder,
    /// Nothing.
    Nothing,
}

impl Snapshot {
    /// The state after a load. `former` is the snapshot before.
    pub(super) fn new(
        moment: Moment,
        good: Option<Arc<Good>>,
        report: Report,
        (former, catalogue): (Option<&Snapshot>, &Arc<Catalogue>),
    ) -> Snapshot {
        let pages = Pages {
            made: BTreeMap::new(),
            former: former.map(Snapshot::kept).unwrap_or_default(),
        };
        Snapshot {
            moment,
            good,
            overlay: overlay::html(&report, catalogue),
            report: Arc::new(report),
            catalogue: Arc::clone(catalogue),
            pages: Mutex::new(pages),
        }
    }

    /// What stands at a path of the site.
    pub(super) fn find(&self, path: &str) -> Found {
        let Some(good) = &self.good else {
            return match path.ends_with(".html") {
                true => Found::Page(self.blank(&self.overlay)),
                false => Found::Nothing,
            };
        };
        let path = PagePath::new(path);
        if let Some(page) = self.pages().made.get(&path) {
            return Found::Page(Arc::clone(page));
        }
        match good.edition.make(&path) {
            Some(Ok(Content::Bytes(bytes))) => Found::Page(self.keep(path, bytes)),
            Some(Ok(Content::File(source))) => match good.files.get(&source) {
                Some(disk) => Found::File(disk.clone()),
                None => Found::Nothing,
            },
            Some(Err(fault)) => Found::Page(self.faulty(&path, fault)),
            None => {
                let index = PagePath::new(format!("{path}/index.html"));
                match good.edition.paths().binary_search(&index) {
                    Ok(_) => Found::Folder,
                    Err(_) => Found::Nothing,
                }
            }
        }
    }

    /// The page for what is not there.
    pub(super) fn not_found(&self) -> Arc<Page> {
        match self.find("404.html") {
            Found::Page(page) => page,
            _ => self.blank(&self.overlay),
        }
    }

    /// Adds what the preview adds, and keeps the page.
    fn keep(&self, path: PagePath, bare: Arc<[u8]>) -> Arc<Page> {
        let bytes = match path.as_str().ends_with(".html") {
            true => added(&bare, &self.overlay).into(),
            false => Arc::clone(&bare),
        };
        let page = Arc::new(Page {
            digest: digest(&bytes),
            bytes,
            bare: Some(bare),
        });
        let mut pages = self.pages();
        if pages.made.len() >= KEPT {
            pages.made.pop_first();
        }
        pages.made.insert(path, Arc::clone(&page));
        page
    }

    /// A page whose template fails on it: the page as it was, if anybody saw it, under the overlay.
    fn faulty(&self, path: &PagePath, fault: Diagnostic) -> Arc<Page> {
        let mut report = (*self.report).clone();
        report.push(fault);
        report.sort();
        let overlay = overlay::html(&report, &self.catalogue);
        let former = self.pages().former.get(path).and_then(|page| page.bare.clone());
        match former {
            Some(bare) => {
                let bytes: Arc<[u8]> = added(&bare, &overlay).into();
                Arc::new(Page {
                    digest: digest(&bytes),
                    bytes,
                    bare: Some(bare),
                })
            }
            None => self.blank(&overlay),
        }
    }

    fn blank(&self, overlay: &str) -> Arc<Page> {
        let page = overlay::blank_page(&self.catalogue);
        let bytes: Arc<[u8]> = added(page.as_bytes(), overlay).into();
        Arc::new(Page {
            digest: digest(&bytes),
            bytes,
            bare: None,
        })
    }

    /// The pages for the next snapshot to fall back on.
    fn kept(&self) -> BTreeMap<PagePath, Arc<Page>> {
        let pages = self.pages();
        let mut kept = pages.former.clone();
        kept.extend(
            pages
                .made
                .iter()
                .map(|(path, page)| (path.clone(), Arc::clone(page))),
        );
        while kept.len() > KEPT {
            kept.pop_first();
        }
        kept
    }

    fn pages(&self) -> std::sync::MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page with what the preview adds before its end.
fn added(page: &[u8], overlay: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page.windows(END.len()).rposition(|window| window == END);
    let (before, after) = page
        .split_at_checked(at.unwrap_or(page.len()))
        .unwrap_or((page, b""));
    [before, overlay.as_bytes(), SCRIPT.as_bytes(), after].concat()
}

/// The digest of bytes, as `ETag`s and the script know it.
pub(super) fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_stands_before_the_end_of_the_page() {
        let page = b"<p>&lt;/body> </body>\n</html>\n";
        let with = String::from_utf8(added(page, "<div></div>\n")).unwrap();
        assert_eq!(
            with,
            format!("<p>&lt;/body> <div></div>\n{SCRIPT}</body>\n</html>\n")
        );
        assert_eq!(added(b"x", ""), [b"x", SCRIPT.as_bytes()].concat());
    }

    #[test]
    fn a_digest_is_the_beginning_of_the_sha_256() {
        assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb924");
    }
}
