//! Documents: every text that is published in a kind's folder.

use std::sync::Arc;

use super::{CriterionId, KindId, PagePath, RawDocument, UnitId};
use crate::markdown::Href;
use crate::text::date::Date;
use crate::text::number::DocNumber;

/// The index of a document in [`super::Site::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// A document that the edition shows. What it says in words is in `raw`; what refers to something is resolved here.
#[derive(Debug)]
pub struct Document {
    /// What its file says.
    pub raw: Arc<RawDocument>,
    /// Its page.
    pub address: PagePath,
    /// 栏目.
    pub kind: KindId,
    /// 单位: whose it is.
    pub unit: Option<UnitId>,
    /// 涉及单位: whom it concerns, besides `unit`.
    pub units: Vec<UnitId>,
    /// 年度.
    pub year: i16,
    /// 发布日期, or 成文日期 where that stands in; `publish_on` when that is later.
    pub date: Date,
    /// 发文字号.
    pub number: Option<DocNumber>,
    /// 有效性.
    pub validity: Validity,
    /// The documents that this one repeals; shown at both ends.
    pub replaces: Vec<DocumentId>,
    /// The documents that this one amends.
    pub amends: Vec<DocumentId>,
    /// The documents that repeal this one.
    pub replaced_by: Vec<DocumentId>,
    /// The documents that amend this one.
    pub amended_by: Vec<DocumentId>,
    /// 附件, in order.
    pub attachments: Vec<Attachment>,
    /// 对应四好, in the order of `site.toml`.
    pub criteria: Vec<CriterionId>,
    /// Pinned on the as-of day.
    pub pinned: bool,
    /// Why a public edition of today would hide it (previews and internal editions show such documents with a mark).
    pub marks: Vec<Mark>,
    /// What the links of its body became, by number.
    pub links: Vec<Target>,
}

impl Document {
    /// 标题.
    pub fn title(&self) -> &str {
        self.raw.front.title.as_ref().map_or("", |t| &t.value)
    }
}

/// Why a document is not for everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// 草稿.
    Draft,
    /// 定时: its day has not come.
    Scheduled,
    /// 已下线.
    Expired,
    /// 内部.
    Internal,
}

/// 有效性, worked out from the document's own word and from those that repeal or amend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// The document says nothing and nothing was said of it.
    Unstated,
    /// 现行有效.
    InForce,
    /// 已修改.
    Amended,
    /// 已废止.
    Repealed,
    /// 已失效.
    Lapsed,
}

impl Validity {
    /// What filters and addresses call it.
    pub fn id(self) -> &'static str {
        match self {
            Validity::Unstated => "unstated",
            Validity::InForce => "in_force",
            Validity::Amended => "amended",
            Validity::Repealed => "repealed",
            Validity::Lapsed => "lapsed",
        }
    }
}

/// 附件.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// 名称.
    pub title: String,
    /// Where the published file lies.
    pub address: PagePath,
    /// The file's own name, for saving.
    pub file_name: String,
    /// Bytes.
    pub size: u64,
}

/// What a link of a body leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, and a heading's id in it.
    Page(PagePath, Option<String>),
    /// A heading of the same page.
    Here(String),
    /// A file, with the name to save it under.
    File(PagePath, String),
    /// An image file and its size in pixels.
    Image(PagePath, Option<(u32, u32)>),
    /// Another host, mail, telephone.
    External(String),
    /// Nothing: hidden in this edition, or missing (which was told).
    None,
}

impl Target {
    /// What is written into the page at `from`.
    pub fn href(&self, from: &PagePath) -> Href {
        let to = |address: &PagePath| from.to_root() + address.as_str();
        match self {
            Target::Page(address, None) => Href::To(to(address)),
            Target::Page(address, Some(id)) => Href::To(format!("{}#{id}", to(address))),
            Target::Here(id) => Href::To(format!("#{id}")),
            Target::File(address, name) => Href::Download(to(address), name.clone()),
            Target::Image(address, pixels) => Href::Image(to(address), *pixels),
            Target::External(address) => Href::To(address.clone()),
            Target::None => Href::Unlinked,
        }
    }
}
