//! What each document says of itself: kind, unit, year, date, number, address, and who may see it.
//!
//! A document that lacks what no page can do without (kind, date, address) has no [`Facts`]: it is told and left out of the Site, but links
//! to it are not told again. Facts are made of hidden documents too: numbers are unique among all, and the ledger counts hidden filings.

use std::borrow::Cow;
use std::collections::HashMap;

use super::addresses::{self, Addresses};
use super::memory::Recall;
use super::units::Roster;
use super::{Context, visibility};
use crate::diagnostic::{Diagnostic, Place, SourceText, Spanned};
use crate::model::{CriterionId, DocumentId, FrontMatter, KindId, Mark, PagePath, RawDocument, UnitId};
use crate::text::date::Date;
use crate::text::fold::fold;
use crate::text::number::DocNumber;

/// A document, resolved but for what refers to other documents.
#[derive(Debug, PartialEq)]
pub(super) struct Facts {
    pub(super) address: PagePath,
    pub(super) kind: KindId,
    pub(super) unit: Option<UnitId>,
    pub(super) units: Vec<UnitId>,
    pub(super) year: i16,
    pub(super) date: Date,
    pub(super) number: Option<DocNumber>,
    pub(super) criteria: Vec<CriterionId>,
    pub(super) marks: Vec<Mark>,
    /// 报送日期.
    pub(super) submitted: Option<Date>,
    /// Whether it has what few documents have, so that later steps need not open the others: 10,000 documents are 15 MB, and each look
    /// at one of them waits for memory.
    pub(super) rare: bool,
    /// Set if the edition shows it.
    pub(super) id: Option<DocumentId>,
}

impl Facts {
    /// Whether its broken links and attachments are told: what is shown, and what only waits for its day. A draft that nobody sees must not
    /// stop the site; an internal text is told when its own edition is made.
    pub(super) fn tells(&self) -> bool {
        self.id.is_some() || self.marks == [Mark::Scheduled]
    }
    /// Whether it was public and has been taken down. What it did to others stands: a repealed text does not come into force again, nor a
    /// withdrawn commendation back to the roll, because a page expired. Only the page is not named.
    pub(super) fn was_public(&self) -> bool {
        self.id.is_none() && self.marks == [Mark::Expired]
    }
}

/// What all documents of one folder share. Documents come sorted by path, so this is made once a folder.
struct Folder<'a> {
    path: &'a str,
    kind: Option<KindId>,
    year: Option<i16>,
    address: Result<String, &'a str>,
}

/// The facts of all documents, in the order of the material. Those that `recall` still knows are not worked out again.
pub(super) fn facts(
    context: &Context<'_>,
    roster: &Roster<'_>,
    addresses: &mut Addresses,
    recall: &mut Recall,
) -> Vec<Option<Facts>> {
    let mut folders = Folders::default();
    let documents = context.material.documents.iter().enumerate();
    let facts = documents.map(|(index, raw)| {
        context.of_document(index, || {
            let known = recall.facts(raw);
            let facts = known.or_else(|| fresh(context, roster, raw, &mut folders))?;
            let is_its_own = addresses.take(context, &facts.address, raw.source.path());
            is_its_own.then_some(facts)
        })
    });
    let mut all: Vec<Option<Facts>> = facts.collect();
    check_numbers(context, &all);
    let mut next = 0;
    for facts in all.iter_mut().flatten() {
        let shows = visibility::shows(context.options, &facts.marks);
        facts.id = shows.then_some(DocumentId(next));
        next += u32::from(shows);
    }
    all
}

/// The facts of one document alone, but for its id; whether its address and number are its own is not asked.
pub(super) fn of_one(context: &Context<'_>, roster: &Roster<'_>, raw: &RawDocument) -> Option<Facts> {
    fresh(context, roster, raw, &mut Folders::default())
}

/// The folder of the last document, and the last folder that is no kind's: that is told once.
#[derive(Default)]
struct Folders<'a> {
    last: Option<Folder<'a>>,
    unknown: &'a str,
}

fn fresh<'a>(
    context: &Context<'_>,
    roster: &Roster<'_>,
    raw: &'a RawDocument,
    folders: &mut Folders<'a>,
) -> Option<Facts> {
    let (path, name) = split_path(raw.source.path());
    if folders.last.as_ref().is_none_or(|last| last.path != path) {
        folders.last = Some(Folder::new(context, path));
    }
    let shared = folders.last.as_ref()?;
    if shared.kind.is_none() && raw.front.kind.is_none() {
        let top = path.split('/').next().unwrap_or(path);
        if top.is_empty() || folders.unknown != top {
            folders.unknown = top;
            tell_unknown_folder(context, raw.source.path(), top);
        }
        return None;
    }
    one(context, roster, raw, (shared, name))
}

/// `content/plans/2026/finance.md` → `plans/2026`, `finance`.
pub(super) fn split_path(path: &str) -> (&str, &str) {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    (folder, name.strip_suffix(".md").unwrap_or(name))
}

/// A folder of `content/` that is no kind's.
pub(super) fn tell_unknown_folder(context: &Context<'_>, path: &str, folder: &str) {
    let folders = || context.rules.kinds.iter().map(|kind| kind.folder.as_str());
    context.tell(
        Diagnostic::error("document/unknown-folder")
            .at(Place::file(path))
            .with("folder", format_args!("content/{folder}"))
            .with_some("suggestion", context.nearest(folder, folders()))
            .with_list("folders", folders()),
    );
}

impl<'a> Folder<'a> {
    fn new(context: &Context<'_>, path: &'a str) -> Folder<'a> {
        let top = path.split('/').next().unwrap_or(path);
        let kinds = &context.rules.kinds;
        Folder {
            path,
            kind: kinds
                .iter()
                .position(|kind| kind.folder == top)
                .map(|index| KindId(index as u16)),
            year: path.rsplit('/').find_map(folder_year),
            address: addresses::spell_folder(path),
        }
    }
}

/// A folder's name that is a year: `2026`, `2026年`, `2026年度`.
fn folder_year(name: &str) -> Option<i16> {
    let digits = name.trim_end_matches('度').trim_end_matches('年');
    let year: i16 = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
    (1900..=2999).contains(&year).then_some(year)
}

fn one(
    context: &Context<'_>,
    roster: &Roster<'_>,
    raw: &RawDocument,
    (folder, name): (&Folder<'_>, &str),
) -> Option<Facts> {
    let front = &raw.front;
    let kind = kind(context, raw, folder);
    let resolve = |name: &Spanned<String>| roster.resolve(context, &raw.source, name);
    let unit = front.unit.as_ref().and_then(resolve);
    let mut units: Vec<UnitId> = front.units.iter().filter_map(resolve).collect();
    units.retain(|other| Some(*other) != unit);
    units.sort_unstable();
    units.dedup();
    let date = date(context, raw);
    let address = address(context, raw, folder, name);
    let criteria = criteria(context, &raw.source, &front.criteria);
    check_lists(context, roster, raw);
    if let Some(kind) = kind {
        check_unit(context, raw, kind);
    }
    let (kind, date, address) = (kind?, date?, address?);
    let published = front.publish_on.as_ref().map_or(date, |day| day.value.max(date));
    Some(Facts {
        address,
        kind,
        unit,
        units,
        year: front
            .year
            .as_ref()
            .map(|year| year.value)
            .or(folder.year)
            .unwrap_or(date.year()),
        date: published,
        number: front
            .doc_no
            .as_ref()
            .and_then(|number| DocNumber::parse(&number.value)),
        criteria,
        marks: visibility::marks(front, published, context.options.as_of),
        submitted: front.submitted.as_ref().map(|day| day.value),
        rare: is_rare(front),
        id: None,
    })
}

/// Whether lifecycle, honours, assessments or calendar have something to do with it.
pub(super) fn is_rare(front: &FrontMatter) -> bool {
    let lists = [
        front.replaces.is_empty() && front.amends.is_empty(),
        front.honours.is_empty() && front.revokes.is_empty(),
        front.results.is_empty() && front.study.is_empty(),
    ];
    lists.contains(&false)
}

/// Units and criteria named in 表扬, 撤销表扬 and 考核结果, in hidden documents too: a notice that waits for its day must not break the site
/// when the day comes.
fn check_lists(context: &Context<'_>, roster: &Roster<'_>, raw: &RawDocument) {
    let front = &raw.front;
    let honours = front.honours.iter().map(|entry| &entry.unit);
    let revokes = front.revokes.iter().map(|entry| &entry.unit);
    let results = front.results.iter().map(|entry| &entry.unit);
    for unit in honours.chain(revokes).chain(results) {
        roster.resolve(context, &raw.source, unit);
    }
    for entry in &front.honours {
        criteria(context, &raw.source, &entry.criteria);
    }
}

/// Where every document belongs to a unit, one must be named.
fn check_unit(context: &Context<'_>, raw: &RawDocument, kind: KindId) {
    let kind = &context.rules.kinds[kind.0 as usize];
    if kind.per_unit && raw.front.unit.is_none() {
        context.tell(
            Diagnostic::error("document/missing-unit")
                .at(raw.source.place(raw.front.span))
                .with("kind", &kind.name),
        );
    }
}

/// 栏目: the key, or else the folder.
fn kind(context: &Context<'_>, raw: &RawDocument, folder: &Folder<'_>) -> Option<KindId> {
    match &raw.front.kind {
        Some(written) => find_kind(context, &raw.source, written),
        None => folder.kind,
    }
}

/// A kind by its id or name; an unknown one is told at its place.
pub(super) fn find_kind(
    context: &Context<'_>,
    source: &SourceText,
    written: &Spanned<String>,
) -> Option<KindId> {
    let kinds = &context.rules.kinds;
    let same = kinds
        .iter()
        .position(|kind| *kind.id == *written.value || kind.name == written.value);
    let found = same.or_else(|| {
        let word = fold(&written.value);
        kinds
            .iter()
            .position(|kind| fold(&kind.id) == word || fold(&kind.name) == word)
    });
    if found.is_none() {
        let names = kinds.iter().flat_map(|kind| [&*kind.id, kind.name.as_str()]);
        context.tell(
            Diagnostic::error("document/unknown-kind")
                .at(source.place(written.span))
                .with("name", &written.value)
                .with_some("suggestion", context.nearest(&written.value, names))
                .with_list("kinds", kinds.iter().map(|kind| &kind.name)),
        );
    }
    found.map(|index| KindId(index as u16))
}

/// 发布日期, or 成文日期 where that stands in.
fn date(context: &Context<'_>, raw: &RawDocument) -> Option<Date> {
    let front = &raw.front;
    let date = front
        .date
        .as_ref()
        .or(front.date_written.as_ref())
        .map(|date| date.value);
    if date.is_none() {
        context.tell(Diagnostic::error("document/missing-date").at(raw.source.place(front.span)));
    }
    date
}

fn address(context: &Context<'_>, raw: &RawDocument, folder: &Folder<'_>, name: &str) -> Option<PagePath> {
    let name = raw.front.slug.as_ref().map_or(name, |slug| slug.value.as_str());
    let spelt = folder
        .address
        .as_deref()
        .map_err(|part| *part)
        .and_then(|folder| Ok((folder, addresses::spell(name).ok_or(name)?)));
    match spelt {
        Ok((folder, name)) => Some(PagePath::new([folder, &name, ".html"].concat())),
        Err(part) => {
            tell_unspellable(context, raw.source.path(), part);
            None
        }
    }
}

/// A name of which nothing can be spelt in letters.
pub(super) fn tell_unspellable(context: &Context<'_>, path: &str, part: &str) {
    context.tell(
        Diagnostic::error("document/unspellable-name")
            .at(Place::file(path))
            .with("name", part),
    );
}

/// 对应四好, by id or name, in the order of `site.toml`.
fn criteria(context: &Context<'_>, source: &SourceText, written: &[Spanned<String>]) -> Vec<CriterionId> {
    let criteria = &context.rules.campaign.criteria;
    let mut found = Vec::new();
    for word in written {
        if let Some(criterion) = find_criterion(context, &word.value) {
            found.push(criterion);
            continue;
        }
        let names = criteria.iter().flat_map(|c| [&*c.id, c.name.as_str()]);
        context.tell(
            Diagnostic::error("document/unknown-criterion")
                .at(source.place(word.span))
                .with("name", &word.value)
                .with_some("suggestion", context.nearest(&word.value, names))
                .with_list("criteria", criteria.iter().map(|c| &c.name)),
        );
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A criterion by its id or name. As written first, since folding costs ten times as much.
pub(super) fn find_criterion(context: &Context<'_>, word: &str) -> Option<CriterionId> {
    let criteria = &context.rules.campaign.criteria;
    let same = criteria.iter().position(|c| *c.id == *word || c.name == word);
    let index = same.or_else(|| {
        let folded = fold(word);
        criteria
            .iter()
            .position(|c| fold(&c.id) == folded || fold(&c.name) == folded)
    });
    index.map(|index| CriterionId(index as u16))
}

/// The number that a document has, in the one spelling; of one without facts, as its front matter says.
pub(super) fn number<'a>(raw: &RawDocument, facts: Option<&'a Facts>) -> Option<Cow<'a, str>> {
    match facts {
        Some(facts) => Some(Cow::Borrowed(facts.number.as_ref()?.as_str())),
        None => {
            let number = DocNumber::parse(&raw.front.doc_no.as_ref()?.value)?;
            Some(Cow::Owned(number.as_str().to_owned()))
        }
    }
}

/// A document number belongs to one document, hidden ones and those without facts among them.
fn check_numbers(context: &Context<'_>, all: &[Option<Facts>]) {
    let mut first: HashMap<Cow<'_, str>, &RawDocument> = HashMap::new();
    for (facts, raw) in all.iter().zip(&context.material.documents) {
        let Some(number) = number(raw, facts.as_ref()) else {
            continue;
        };
        let Some(other) = first.get(&number) else {
            first.insert(number, raw);
            continue;
        };
        let place = |raw: &RawDocument| {
            let span = raw.front.doc_no.as_ref().map_or(raw.front.span, |n| n.span);
            raw.source.place(span)
        };
        context.tell(
            Diagnostic::error("document/duplicate-number")
                .at(place(raw))
                .first_at(place(other))
                .with("number", number)
                .with("other", other.source.path()),
        );
    }
}
