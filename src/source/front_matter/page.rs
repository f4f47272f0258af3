//! The front matter of a free page, or of the prose above a list.

use super::{Head, allow, fields, keys, slug, title};
use crate::diagnostic::{Diagnostic, SourceText, Spanned};

/// What a page's file says of it.
#[derive(Debug, Default)]
pub struct PageFront {
    /// 标题.
    pub title: Option<Spanned<String>>,
    /// 摘要.
    pub summary: Option<Spanned<String>>,
    /// 网址名.
    pub slug: Option<Spanned<String>>,
    /// 草稿.
    pub draft: bool,
    /// 内部.
    pub internal: bool,
    /// 豁免.
    pub allow: Vec<(Spanned<String>, Spanned<String>)>,
}

/// Reads a page's front matter. The prose above a list (`index`) has its title from the list.
pub fn page(source: &SourceText, head: &Head, index: bool) -> (PageFront, Vec<Diagnostic>) {
    let mut f = fields(source, head, keys::PAGE);
    let page = PageFront {
        title: if index {
            f.text("title")
        } else {
            title(&mut f, head.opening)
        },
        summary: f.text("summary"),
        slug: slug(&mut f),
        draft: f.flag("draft"),
        internal: f.flag("internal"),
        allow: allow(&mut f),
    };
    (page, f.finish())
}
