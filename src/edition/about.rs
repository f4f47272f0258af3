//! Where a page comes from, for the editor who looks at it: its source, and why not everyone will see it.

use super::output::Output;
use super::{free_page, words};
use crate::model::Site;

/// What an editor wants to know of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The file to edit, relative to the root; none where no single file makes the page.
    pub source: Option<String>,
    /// 草稿, 未到上线日期, 已下线, 内部.
    pub marks: Vec<&'static str>,
}

pub(super) fn of(site: &Site, output: &Output) -> About {
    let marks = match output {
        Output::Document(id) => words::marks(site.document(*id)),
        Output::FreePage(index) => site.pages.get(*index).map(free_page::marks).unwrap_or_default(),
        _ => Vec::new(),
    };
    About {
        source: source(site, output).map(str::to_owned),
        marks,
    }
}

fn source<'a>(site: &'a Site, output: &Output) -> Option<&'a str> {
    // The prose above a list is what one edits of it.
    let prose = |folder: &str| site.prose.get(folder).map(|page| page.raw.source.path());
    let path = match output {
        Output::Document(id) => Some(site.document(*id).raw.source.path()),
        Output::Unit(id) => Some(site.unit(*id).raw.source.path()),
        Output::FreePage(index) => site.pages.get(*index).map(|page| page.raw.source.path()),
        Output::Home => prose(""),
        Output::Units => prose("units"),
        Output::List(kind, _) | Output::PrintList(kind) => prose(&site.kind(*kind).folder),
        _ => None,
    };
    path.map(|path| &**path)
}
