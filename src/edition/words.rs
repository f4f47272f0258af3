//! Words that several views share: links, rows of documents, names of years and duties, sizes. Addresses are relative to the site's root; a
//! template writes the page's `root` before them.

use serde::Serialize;

use super::facets;
use crate::model::{Document, DocumentId, EditionKind, Kind, Mark, Site, Unit, UnitId, Validity};

/// A text that leads somewhere.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) path: String,
}

impl Link {
    pub(super) fn new(text: impl Into<String>, path: impl Into<String>) -> Link {
        Link {
            text: text.into(),
            path: path.into(),
        }
    }
}

/// Documents of a kind for which a page has no room: how many, and the search that finds all of them.
#[derive(Debug, Serialize)]
pub(super) struct Rest {
    count: usize,
    search: String,
}

impl Rest {
    /// Of what the page is about: a filter of the search and its value.
    pub(super) fn new(kind: &Kind, count: usize, (filter, value): (&str, &str)) -> Option<Rest> {
        let search = || format!("search.html?kind={}&{filter}={value}", kind.id);
        (count > 0).then(|| Rest {
            count,
            search: search(),
        })
    }
}

/// A document in a list.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    title: &'a str,
    path: &'a str,
    /// `2026-03-05`.
    date: String,
    /// 文种, or the kind's name.
    label: &'a str,
    unit: Option<&'a str>,
    number: Option<&'a str>,
    pinned: bool,
    /// 草稿, 定时, …: only in previews and internal editions.
    marks: Vec<&'static str>,
    /// 已废止 and the like; nothing while the text is in force.
    lapsed: Option<&'static str>,
    /// What it is filtered by, where its list can be.
    filter: Option<Filter<'a>>,
}

/// A row's values of the facets, as `facets` calls them.
#[derive(Debug, Serialize)]
struct Filter<'a> {
    year: i16,
    unit: &'a str,
    /// Several, parted by spaces.
    criterion: String,
    #[serde(rename = "type")]
    doc_type: &'a str,
    status: &'static str,
}

/// Rows of these documents, in their order.
pub(super) fn rows<'a, 'i>(site: &'a Site, ids: impl IntoIterator<Item = &'i DocumentId>) -> Vec<Row<'a>> {
    ids.into_iter().map(|id| row(site, *id)).collect()
}

/// Rows that a script can filter.
pub(super) fn filtered_rows<'a>(site: &'a Site, ids: &[DocumentId]) -> Vec<Row<'a>> {
    ids.iter()
        .map(|id| Row {
            filter: Some(filter(site, site.document(*id))),
            ..row(site, *id)
        })
        .collect()
}

fn filter<'a>(site: &'a Site, document: &'a Document) -> Filter<'a> {
    let criteria = document.criteria.iter();
    let criteria: Vec<&str> = criteria.map(|id| &*site.criterion(*id).id).collect();
    Filter {
        year: document.year,
        unit: document.unit.map_or("", |id| site.unit(id).id()),
        criterion: criteria.join(" "),
        doc_type: facets::doc_type(document),
        status: document.validity.id(),
    }
}

/// The row of a document.
pub(super) fn row(site: &Site, id: DocumentId) -> Row<'_> {
    let document = site.document(id);
    let doc_type = document.raw.front.doc_type.as_ref();
    Row {
        title: document.title(),
        path: document.address.as_str(),
        date: document.date.to_string(),
        label: doc_type.map_or(site.kind(document.kind).name.as_str(), |t| t.value.as_str()),
        unit: document.unit.map(|u| site.unit(u).short.as_str()),
        number: document.number.as_ref().map(|n| n.as_str()),
        pinned: document.pinned,
        marks: marks(document),
        lapsed: lapsed(document.validity),
        filter: None,
    }
}

/// Documents by the short names of their units, in the issued order: where a list is about one kind and year, the title says no more.
pub(super) fn links_by_unit<'a>(site: &Site, ids: impl IntoIterator<Item = &'a DocumentId>) -> Vec<Link> {
    let mut ids: Vec<DocumentId> = ids.into_iter().copied().collect();
    ids.sort_by_key(|id| (site.document(*id).unit, *id));
    let name = |id: DocumentId| match site.document(id).unit {
        Some(unit) => site.unit(unit).short.as_str(),
        None => site.document(id).title(),
    };
    let links = ids.into_iter();
    links
        .map(|id| Link::new(name(id), site.document(id).address.as_str()))
        .collect()
}

/// A document by its title.
pub(super) fn document_link(site: &Site, id: DocumentId) -> Link {
    let document = site.document(id);
    Link::new(document.title(), document.address.as_str())
}

/// A document as official texts cite it: 《title》（number）.
pub(super) fn citation(site: &Site, id: DocumentId) -> Link {
    let document = site.document(id);
    let number = document.number.as_ref();
    let number = number.map_or_else(String::new, |n| format!("（{n}）"));
    Link::new(
        format!("《{}》{number}", document.title()),
        document.address.as_str(),
    )
}

/// A unit by its short name.
pub(super) fn unit_link(site: &Site, id: UnitId) -> Link {
    short_link(site.unit(id))
}

/// A unit by its short name.
pub(super) fn short_link(unit: &Unit) -> Link {
    Link::new(unit.short.as_str(), unit.address.as_str())
}

/// Why a document is not for everyone, in words.
pub(super) fn marks(document: &Document) -> Vec<&'static str> {
    let word = |mark: &Mark| match mark {
        Mark::Draft => "草稿",
        Mark::Scheduled => "未到上线日期",
        Mark::Expired => "已下线",
        Mark::Internal => "内部",
    };
    document.marks.iter().map(word).collect()
}

/// 有效性 in words; `None` where nothing was said of it.
pub(super) fn validity(validity: Validity) -> Option<&'static str> {
    match validity {
        Validity::Unstated => None,
        Validity::InForce => Some("现行有效"),
        Validity::Amended => Some("已修改"),
        Validity::Repealed => Some("已废止"),
        Validity::Lapsed => Some("已失效"),
    }
}

/// 有效性 in words, only where the text is not fully in force.
pub(super) fn lapsed(state: Validity) -> Option<&'static str> {
    match state {
        Validity::Unstated | Validity::InForce => None,
        _ => validity(state),
    }
}

/// A sentence about a document: its 摘要, or how it begins.
pub(super) fn summary(document: &Document) -> &str {
    match &document.raw.front.summary {
        Some(summary) => &summary.value,
        None => &document.raw.scan.opening,
    }
}

/// What a unit owes for a year: `2026年度创建计划`, whether the kind is called 年度创建计划 or 创建计划.
pub(super) fn duty(year: i16, kind: &str) -> String {
    format!("{year}年度{}", without_year(kind))
}

/// What an obligation asks for: its kind, and of whom, where units of other categories owe the same kind by another day:
/// `计划（党的机关）`.
pub(super) fn asked(site: &Site, index: usize) -> String {
    let all = &site.rules.campaign.obligations;
    let Some(obligation) = all.get(index) else {
        return String::new();
    };
    let kind = &site.kind(obligation.kind).name;
    let alone = all.iter().filter(|o| o.kind == obligation.kind).count() == 1;
    let of = obligation.categories.iter();
    let of: Vec<_> = of
        .filter_map(|id| site.rules.categories.get(usize::from(id.0)))
        .map(|category| category.name.as_str())
        .collect();
    match alone || of.is_empty() {
        true => kind.clone(),
        false => format!("{kind}（{}）", of.join("、")),
    }
}

/// A kind's name without its leading 年度.
pub(super) fn without_year(kind: &str) -> &str {
    match kind.strip_prefix("年度") {
        Some(rest) if !rest.is_empty() => rest,
        _ => kind,
    }
}

/// The years that an appraisal ending in `year` is about: `2024—2025年度`; one year where none ends.
pub(super) fn period(site: &Site, year: i16) -> String {
    match appraisal_start(site, year) {
        Some(start) if start < year => format!("{start}—{year}年度"),
        _ => format!("{year}年度"),
    }
}

/// The first year of the appraisal's period that ends in `year`, if one does.
pub(super) fn appraisal_start(site: &Site, year: i16) -> Option<i16> {
    let appraisal = site.rules.campaign.appraisal?;
    let every = appraisal.every.max(1);
    let since = year.checked_sub(appraisal.first)?;
    (since >= 0 && since % every == 0).then(|| year - every + 1)
}

/// Whether this is the internal edition.
pub(super) fn is_internal(site: &Site) -> bool {
    site.edition == EditionKind::Internal
}

/// What a file is, by the end of its name.
pub(super) fn file_type(name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let word = match extension.as_str() {
        "" => "文件",
        "doc" | "docx" | "wps" => "文字文档",
        "xls" | "xlsx" | "et" | "csv" => "电子表格",
        "ppt" | "pptx" | "dps" => "演示文稿",
        "jpg" | "jpeg" | "png" | "gif" | "svg" | "webp" => "图片",
        "zip" | "rar" | "7z" => "压缩包",
        "txt" => "文本",
        _ => return extension.to_ascii_uppercase(),
    };
    match extension.is_empty() {
        true => word.to_owned(),
        false => format!("{word} {}", extension.to_ascii_uppercase()),
    }
}

/// A size as people read it: `12 KB`, `1.5 MB`; anything counts at least 1 KB.
pub(super) fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024).max(1);
    if kilobytes < 1024 {
        return format!("{kilobytes} KB");
    }
    let tenths = kilobytes.saturating_mul(10) / 1024;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} MB"),
        (whole, tenth) => format!("{whole}.{tenth} MB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_as_people_read_them() {
        let sizes = [0, 1, 1024, 1025, 1024 * 1024, 1536 * 1024].map(size);
        assert_eq!(sizes, ["1 KB", "1 KB", "1 KB", "2 KB", "1 MB", "1.5 MB"]);
    }

    #[test]
    fn a_duty_is_named_once_with_its_year() {
        assert_eq!(duty(2026, "年度创建计划"), "2026年度创建计划");
        assert_eq!(duty(2026, "自查总结"), "2026年度自查总结");
        assert_eq!(without_year("年度"), "年度");
    }

    #[test]
    fn a_file_is_named_by_what_opens_it() {
        assert_eq!(file_type("回执.DOCX"), "文字文档 DOCX");
        assert_eq!(file_type("附表.ofd"), "OFD");
        assert_eq!(file_type("无后缀"), "文件");
    }
}
