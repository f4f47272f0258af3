//! A tiny site, written line by line, so that every value has a true place in its file.

use std::sync::Arc;

use super::rules::rules;
use crate::diagnostic::{Argument, Diagnostic, Severity, SourceText, Span, Spanned};
use crate::markdown::{Heading, Link, LinkKind, Scan};
use crate::model::*;
use crate::text::date::Date;

/// The text of a file that grows with each value; what was written keeps its place.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    fn put<T>(&mut self, key: &str, written: &str, value: T) -> Spanned<T> {
        self.0.push_str(key);
        self.0.push_str(": ");
        let start = self.0.len();
        self.0.push_str(written);
        let span = Span::new(start, self.0.len());
        self.0.push('\n');
        Spanned::new(value, span)
    }
    pub(super) fn text(&mut self, key: &str, value: &str) -> Spanned<String> {
        self.put(key, value, value.to_owned())
    }
    pub(super) fn day(&mut self, key: &str, value: &str) -> Spanned<Date> {
        self.put(key, value, day(value))
    }
}

pub(super) fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A document, a unit or a page in the making.
#[derive(Default)]
pub(super) struct Page {
    pub(super) lines: Lines,
    pub(super) front: FrontMatter,
    pub(super) scan: Scan,
    pub(super) category: Option<Spanned<String>>,
    pub(super) order: Option<Spanned<i64>>,
    pub(super) from: Option<Spanned<Since>>,
    pub(super) to: Option<Spanned<Since>>,
    pub(super) successor: Option<Spanned<String>>,
    pub(super) short: Option<Spanned<String>>,
    pub(super) former: Vec<Spanned<String>>,
}

impl Page {
    pub(super) fn title(&mut self, value: &str) {
        self.front.title = Some(self.lines.text("title", value));
    }
    pub(super) fn unit(&mut self, value: &str) {
        self.front.unit = Some(self.lines.text("unit", value));
    }
    pub(super) fn date(&mut self, value: &str) {
        self.front.date = Some(self.lines.day("date", value));
    }
    pub(super) fn number(&mut self, value: &str) {
        self.front.doc_no = Some(self.lines.text("doc_no", value));
    }
    pub(super) fn doc_type(&mut self, value: &str) {
        self.front.doc_type = Some(self.lines.text("doc_type", value));
    }
    pub(super) fn year(&mut self, value: i16) {
        self.front.year = Some(self.lines.put("year", &value.to_string(), value));
    }
    pub(super) fn submitted(&mut self, value: &str) {
        self.front.submitted = Some(self.lines.day("submitted", value));
    }
    pub(super) fn expires(&mut self, value: &str) {
        self.front.expires_on = Some(self.lines.day("expires_on", value));
    }
    pub(super) fn replaces(&mut self, value: &str) {
        self.front.replaces.push(self.lines.text("replaces", value));
    }
    pub(super) fn amends(&mut self, value: &str) {
        self.front.amends.push(self.lines.text("amends", value));
    }
    pub(super) fn status(&mut self, value: ValidityWord) {
        self.front.status = Some(self.lines.put("status", "…", value));
    }
    pub(super) fn pinned(&mut self, value: Pinned) {
        self.front.pinned = Some(self.lines.put("pinned", "…", value));
    }
    pub(super) fn attachment(&mut self, file: &str) {
        let file = self.lines.text("file", file);
        self.front.attachments.push(AttachmentEntry { title: None, file });
    }
    pub(super) fn honour(&mut self, unit: &str) {
        let unit = self.lines.text("unit", unit);
        self.front.honours.push(HonourEntry {
            unit,
            title: None,
            criteria: Vec::new(),
        });
    }
    pub(super) fn revokes(&mut self, unit: &str, document: &str) {
        let unit = self.lines.text("unit", unit);
        let document = self.lines.text("document", document);
        self.front.revokes.push(RevocationEntry { unit, document });
    }
    pub(super) fn link(&mut self, destination: &str) {
        let destination = self.lines.text("link", destination);
        let kind = LinkKind::Link;
        self.scan.links.push(Link { kind, destination });
    }
    pub(super) fn image(&mut self, destination: &str) {
        let destination = self.lines.text("image", destination);
        let kind = LinkKind::Image;
        self.scan.links.push(Link { kind, destination });
    }
    pub(super) fn heading(&mut self, id: &str, text: &str) {
        let span = self.lines.text("heading", text).span;
        self.scan.headings.push(Heading {
            level: 2,
            id: id.into(),
            text: text.into(),
            span,
        });
    }
    pub(super) fn category(&mut self, value: &str) {
        self.category = Some(self.lines.text("category", value));
    }
    pub(super) fn order(&mut self, value: i64) {
        self.order = Some(self.lines.put("order", &value.to_string(), value));
    }
    pub(super) fn from(&mut self, value: Since) {
        self.from = Some(self.lines.put("from", "…", value));
    }
    pub(super) fn to(&mut self, value: Since) {
        self.to = Some(self.lines.put("to", "…", value));
    }
    pub(super) fn successor(&mut self, value: &str) {
        self.successor = Some(self.lines.text("successor", value));
    }
    pub(super) fn short(&mut self, value: &str) {
        self.short = Some(self.lines.text("short", value));
    }
    pub(super) fn former(&mut self, value: &str) {
        self.former.push(self.lines.text("former", value));
    }
    fn source(&mut self, path: &str) -> Arc<SourceText> {
        Arc::new(SourceText::new(path, std::mem::take(&mut self.lines.0)))
    }
}

/// A site in the making: as of 2026-07-01, public, the shipped kinds, plans due on 31 March and summaries on 15 January after, from 2025.
pub(super) struct Case {
    pub(super) material: Material,
    pub(super) rules: Rules,
    pub(super) options: Options,
}

impl Case {
    pub(super) fn new() -> Case {
        Case {
            material: Material::default(),
            rules: rules(),
            options: Options {
                as_of: day("2026-07-01"),
                edition: EditionKind::Public,
                drafts: false,
            },
        }
    }
    pub(super) fn today(mut self, text: &str) -> Case {
        self.options.as_of = day(text);
        self
    }
    pub(super) fn internal(mut self) -> Case {
        self.options.edition = EditionKind::Internal;
        self
    }
    pub(super) fn drafts(mut self) -> Case {
        self.options.drafts = true;
        self
    }
    /// A document dated 2026-01-01, titled by its path, unless `fill` says otherwise.
    pub(super) fn document(mut self, path: &str, fill: impl FnOnce(&mut Page)) -> Case {
        let mut page = Page::default();
        page.title(path);
        page.date("2026-01-01");
        fill(&mut page);
        let source = page.source(&format!("content/{path}"));
        self.material.documents.push(Arc::new(RawDocument {
            source,
            front: page.front,
            body: Span::default(),
            scan: page.scan,
        }));
        self
    }
    pub(super) fn unit(mut self, id: &str, name: &str, fill: impl FnOnce(&mut Page)) -> Case {
        let mut page = Page::default();
        let name = page.lines.text("name", name);
        page.category("政府部门");
        fill(&mut page);
        let source = page.source(&format!("content/units/{id}.md"));
        self.material.units.push(Arc::new(RawUnit {
            source,
            front: Span::default(),
            id: id.into(),
            name: Some(name),
            short: page.short,
            aliases: Vec::new(),
            former_names: page.former,
            category: page.category,
            order: page.order,
            from: page.from,
            to: page.to,
            successor: page.successor,
            contact: None,
            body: Span::default(),
            scan: page.scan,
        }));
        self
    }
    pub(super) fn page(mut self, path: &str, fill: impl FnOnce(&mut Page)) -> Case {
        let mut page = Page::default();
        page.title(path);
        fill(&mut page);
        let source = page.source(&format!("content/{path}"));
        let raw = Arc::new(RawPage {
            source,
            front: Span::default(),
            title: page.front.title,
            summary: None,
            slug: page.front.slug,
            draft: page.front.draft,
            internal: page.front.internal,
            allow: Vec::new(),
            body: Span::default(),
            scan: page.scan,
        });
        if path.starts_with("pages/") {
            self.material.pages.push(raw);
        } else {
            self.material.indexes.push(raw);
        }
        self
    }
    pub(super) fn file(mut self, path: &str) -> Case {
        self.material.files.push(ContentFile {
            path: format!("content/{path}").into(),
            size: 10,
            pixels: path.ends_with("png").then_some((4, 3)),
        });
        self
    }
    /// A line of the register; `filed` is a day or 免报.
    pub(super) fn register(mut self, unit: &str, kind: &str, year: i16, filed: &str) -> Case {
        let mut lines = Lines::default();
        let duty = Duty {
            unit: lines.text("unit", unit),
            kind: lines.text("kind", kind),
            year: lines.put("year", &year.to_string(), year),
        };
        let value = Date::parse(filed).map_or(Filed::Exempt, Filed::On);
        let filed = lines.put("filed", filed, value);
        let note = Some(lines.text("note", "登记"));
        let source = Arc::new(SourceText::new("data/submissions.csv", lines.0));
        self.material.submissions.push(Submission {
            source,
            duty,
            filed,
            note,
        });
        self
    }
    /// The Site, and what was told, as `code place` in the order of telling.
    pub(super) fn build(self) -> (Arc<Site>, Vec<String>) {
        let (site, told) = self.diagnostics();
        (site, told.iter().map(line).collect())
    }
    pub(super) fn diagnostics(self) -> (Arc<Site>, Vec<Diagnostic>) {
        let rules = Arc::new(self.rules.clone());
        self.continued(&rules, &mut Memory::default())
    }
    /// The same, with what a build before left.
    pub(super) fn continued(
        mut self,
        rules: &Arc<Rules>,
        memory: &mut Memory,
    ) -> (Arc<Site>, Vec<Diagnostic>) {
        let material = &mut self.material;
        material
            .documents
            .sort_by(|a, b| a.source.path().cmp(b.source.path()));
        material
            .units
            .sort_by(|a, b| a.source.path().cmp(b.source.path()));
        build(&self.material, rules, self.options, memory)
    }
    /// The Site, when nothing may be told.
    pub(super) fn site(self) -> Arc<Site> {
        let (site, told) = self.build();
        assert_eq!(told, Vec::<String>::new());
        site
    }
    /// What was told.
    pub(super) fn told(self) -> Vec<String> {
        self.build().1
    }
}

/// `error document/missing-date content/plans/a.md:2:7 name=… suggestion=…`
fn line(diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut line = format!("{severity} {}", diagnostic.code);
    if let Some(place) = &diagnostic.place {
        line += &format!(" {}:{}:{}", place.file, place.line, place.column);
    }
    if let Some(first) = &diagnostic.first {
        line += &format!(" first={}:{}", first.file, first.line);
    }
    for (name, value) in &diagnostic.arguments {
        match value {
            Argument::Text(text) => line += &format!(" {name}={text}"),
            Argument::Word(word) => line += &format!(" {name}=<{word}>"),
            Argument::List(_) => {}
        }
    }
    line
}

/// The titles of documents.
pub(super) fn titles(site: &Site, ids: &[DocumentId]) -> Vec<String> {
    ids.iter()
        .map(|id| site.document(*id).title().to_owned())
        .collect()
}
