//! What the reading found, file by file, every value with its place. Filled by `source/`; nothing is resolved yet.
//!
//! An `Arc` a file: after an edit only that file's is made anew, and a new [`super::Site`] is put together from all of them.

use std::sync::Arc;

use crate::diagnostic::{SourceText, Span, Spanned};
use crate::markdown::Scan;
use crate::text::date::Date;

/// Everything that was read. Each list is sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Documents in the folders of kinds.
    pub documents: Vec<Arc<RawDocument>>,
    /// `content/units/*.md`.
    pub units: Vec<Arc<RawUnit>>,
    /// `content/pages/**.md`.
    pub pages: Vec<Arc<RawPage>>,
    /// `content/<folder>/index.md`, also of `units`, and `content/index.md` for the home page.
    pub indexes: Vec<Arc<RawPage>>,
    /// The lines of `data/submissions.csv`.
    pub submissions: Vec<Submission>,
    /// All other files under `content/`: published if something refers to them.
    pub files: Vec<ContentFile>,
}

/// A document as its file says it.
#[derive(Debug)]
pub struct RawDocument {
    /// The file; its path begins with `content/`.
    pub source: Arc<SourceText>,
    /// The front matter.
    pub front: FrontMatter,
    /// Where the body stands.
    pub body: Span,
    /// What the body holds.
    pub scan: Scan,
}

/// The front matter of a document (DESIGN.md §3). Lists are empty when left out.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// The whole front matter's place, for what is missing.
    pub span: Span,
    /// 标题. `None` has been told already, as `document/missing-title`.
    pub title: Option<Spanned<String>>,
    /// 栏目: a kind's id or name.
    pub kind: Option<Spanned<String>>,
    /// 单位.
    pub unit: Option<Spanned<String>>,
    /// 涉及单位.
    pub units: Vec<Spanned<String>>,
    /// 年度.
    pub year: Option<Spanned<i16>>,
    /// 发布日期.
    pub date: Option<Spanned<Date>>,
    /// 成文日期.
    pub date_written: Option<Spanned<Date>>,
    /// 文种: one of the 15 of GB/T 9704-2012.
    pub doc_type: Option<Spanned<String>>,
    /// 发文字号, as written; the reading has made sure that it is a number.
    pub doc_no: Option<Spanned<String>>,
    /// 发文机关.
    pub issuers: Vec<Spanned<String>>,
    /// 署名.
    pub signature: Option<Spanned<String>>,
    /// 主送机关.
    pub recipients: Vec<Spanned<String>>,
    /// 抄送机关.
    pub cc: Vec<Spanned<String>>,
    /// 附件.
    pub attachments: Vec<AttachmentEntry>,
    /// 附注.
    pub note: Option<Spanned<String>>,
    /// 印发机关.
    pub print_org: Option<Spanned<String>>,
    /// 印发日期.
    pub print_date: Option<Spanned<Date>>,
    /// 签发人.
    pub signer: Option<Spanned<String>>,
    /// 紧急程度: 特急 or 加急.
    pub urgency: Option<Spanned<String>>,
    /// 索引号.
    pub index_no: Option<Spanned<String>>,
    /// 主题分类.
    pub topic: Option<Spanned<String>>,
    /// 有效性.
    pub status: Option<Spanned<ValidityWord>>,
    /// 废止: paths or document numbers.
    pub replaces: Vec<Spanned<String>>,
    /// 修改: paths or document numbers.
    pub amends: Vec<Spanned<String>>,
    /// 对应四好: ids or names of criteria.
    pub criteria: Vec<Spanned<String>>,
    /// 报送日期.
    pub submitted: Option<Spanned<Date>>,
    /// 学习安排.
    pub study: Vec<StudyEntry>,
    /// 表扬.
    pub honours: Vec<HonourEntry>,
    /// 撤销表扬.
    pub revokes: Vec<RevocationEntry>,
    /// 考核结果.
    pub results: Vec<ResultEntry>,
    /// 公开考核结果.
    pub public_results: bool,
    /// 来源.
    pub origin: Option<Spanned<String>>,
    /// 供稿.
    pub author: Option<Spanned<String>>,
    /// 责任编辑.
    pub editor: Option<Spanned<String>>,
    /// 审核.
    pub reviewer: Option<Spanned<String>>,
    /// 摘要.
    pub summary: Option<Spanned<String>>,
    /// 标签.
    pub tags: Vec<Spanned<String>>,
    /// 置顶.
    pub pinned: Option<Spanned<Pinned>>,
    /// 网址名; the reading has made sure that it is lower-case ASCII letters, digits and hyphens.
    pub slug: Option<Spanned<String>>,
    /// 草稿.
    pub draft: bool,
    /// 上线日期.
    pub publish_on: Option<Spanned<Date>>,
    /// 下线日期: hidden from this day on.
    pub expires_on: Option<Spanned<Date>>,
    /// 内部.
    pub internal: bool,
    /// 豁免: rule and reason.
    pub allow: Vec<(Spanned<String>, Spanned<String>)>,
}

/// 附件: a file beside the document.
#[derive(Clone, Debug)]
pub struct AttachmentEntry {
    /// 名称; left out, the file's name without its extension.
    pub title: Option<Spanned<String>>,
    /// 文件: relative to the document.
    pub file: Spanned<String>,
}

/// 有效性, as a document may say it itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidityWord {
    /// 现行有效.
    InForce,
    /// 已修改.
    Amended,
    /// 已废止.
    Repealed,
    /// 已失效.
    Lapsed,
}

/// 置顶.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pinned {
    /// `true`.
    Always,
    /// Until this day, the day itself included.
    Until(Date),
}

/// 学习安排: one session.
#[derive(Clone, Debug)]
pub struct StudyEntry {
    /// 日期.
    pub date: Spanned<Date>,
    /// 主题; left out, the document's title.
    pub topic: Option<Spanned<String>>,
    /// 地点; not shown before the day.
    pub place: Option<Spanned<String>>,
}

/// 表扬: one unit commended.
#[derive(Clone, Debug)]
pub struct HonourEntry {
    /// 单位.
    pub unit: Spanned<String>,
    /// 称号.
    pub title: Option<Spanned<String>>,
    /// 对应四好.
    pub criteria: Vec<Spanned<String>>,
}

/// 撤销表扬: an entry of the roll withdrawn.
#[derive(Clone, Debug)]
pub struct RevocationEntry {
    /// 单位.
    pub unit: Spanned<String>,
    /// The commending document: path or number.
    pub document: Spanned<String>,
}

/// 考核结果: one unit's grade.
#[derive(Clone, Debug)]
pub struct ResultEntry {
    /// 单位.
    pub unit: Spanned<String>,
    /// 等次.
    pub grade: Spanned<String>,
    /// 说明.
    pub note: Option<Spanned<String>>,
}

/// A unit as its file says it.
#[derive(Debug)]
pub struct RawUnit {
    /// The file `content/units/<id>.md`.
    pub source: Arc<SourceText>,
    /// The front matter's place.
    pub front: Span,
    /// The file's name without `.md`; ASCII, as `slug` or pinyin made it.
    pub id: Arc<str>,
    /// 名称. `None` has been told already.
    pub name: Option<Spanned<String>>,
    /// 简称.
    pub short: Option<Spanned<String>>,
    /// 别名.
    pub aliases: Vec<Spanned<String>>,
    /// 曾用名.
    pub former_names: Vec<Spanned<String>>,
    /// 类别: a category's id or name.
    pub category: Option<Spanned<String>>,
    /// 排序.
    pub order: Option<Spanned<i64>>,
    /// 设立.
    pub from: Option<Spanned<Since>>,
    /// 撤销.
    pub to: Option<Spanned<Since>>,
    /// 承继单位.
    pub successor: Option<Spanned<String>>,
    /// 联系方式.
    pub contact: Option<Spanned<String>>,
    /// Where the body stands.
    pub body: Span,
    /// What the body holds.
    pub scan: Scan,
}

/// A year or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// As `from`: from January 1; as `to`: to December 31.
    Year(i16),
    /// That day.
    Day(Date),
}

/// A free page, or the prose above a list.
#[derive(Debug)]
pub struct RawPage {
    /// The file.
    pub source: Arc<SourceText>,
    /// The front matter's place.
    pub front: Span,
    /// 标题; required for free pages (told already when missing).
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
    /// Where the body stands.
    pub body: Span,
    /// What the body holds.
    pub scan: Scan,
}

/// One line of the register of submissions.
#[derive(Clone, Debug)]
pub struct Submission {
    /// `data/submissions.csv`.
    pub source: Arc<SourceText>,
    /// 单位, 材料, 年度: whose duty it is about.
    pub duty: Duty,
    /// 报送日期 or 免报.
    pub filed: Spanned<Filed>,
    /// 说明; for the command line and internal editions only.
    pub note: Option<Spanned<String>>,
}

/// Which duty a line of the register is about.
#[derive(Clone, Debug)]
pub struct Duty {
    /// 单位: id, name, short name, alias or former name.
    pub unit: Spanned<String>,
    /// 材料: a kind's id or name.
    pub kind: Spanned<String>,
    /// 年度.
    pub year: Spanned<i16>,
}

/// 报送日期, or that none is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// The day it came in.
    On(Date),
    /// 免报.
    Exempt,
}

/// A file that is no Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFile {
    /// Relative to the site's root, with `/`; begins with `content/`.
    pub path: Arc<str>,
    /// Bytes.
    pub size: u64,
    /// Width and height in pixels, of images that say so.
    pub pixels: Option<(u32, u32)>,
}
