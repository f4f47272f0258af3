//! The HTML of a body: mended events in, what stands within `<div id="text">` out.
//!
//! Every tag is written here or was written by `html`; text and values are always escaped. Links are asked for by number. Nothing is nested
//! by recursion, so that no depth of a text is too deep.

mod escape;
mod foreign;
mod inline;
mod notes;
mod table;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

pub(super) use self::escape::{escape_attribute, escape_text};
use self::foreign::Voice;
use self::notes::Numbers;
use self::table::Table;
use super::items::Item;
use super::mend::alert_title;
use super::stream::Body;
use super::{Href, Scan};

/// What was written.
pub(super) struct Written {
    pub(super) html: String,
    /// The items at which images begin that became figures, their titles captions; ascending.
    pub(super) figures: Vec<usize>,
}

/// Writes the body.
pub(super) fn write(body: &Body<'_>, scan: &Scan, href: &dyn Fn(usize) -> Href) -> Written {
    let mut writer = Writer {
        out: String::new(),
        items: &body.items.list,
        at: 0,
        scan,
        shift: u8::from(scan.headings.iter().any(|heading| heading.level == 1)),
        href,
        links: 0,
        headings: 0,
        open_links: Vec::new(),
        quotes: Vec::new(),
        table: Table::default(),
        label: false,
        numbers: Numbers::new(&body.notes),
        figures: Vec::new(),
        voice: Voice::default(),
    };
    writer.run();
    Written {
        html: writer.out,
        figures: writer.figures,
    }
}

struct Writer<'r, 'a> {
    out: String,
    items: &'r [Item<'a>],
    at: usize,
    scan: &'r Scan,
    /// How many levels headings move down: the page's only `<h1>` is its title.
    shift: u8,
    href: &'r dyn Fn(usize) -> Href,
    /// Links and images met.
    links: usize,
    /// Headings met.
    headings: usize,
    /// For each open link, whether it was written as one.
    open_links: Vec<bool>,
    /// For each open quote, whether it is an alert.
    quotes: Vec<bool>,
    table: Table,
    /// Whether a task's label is open.
    label: bool,
    numbers: Numbers,
    /// Items at which figures begin.
    figures: Vec<usize>,
    /// Who says in which language a text is.
    voice: Voice,
}

impl<'r, 'a> Writer<'r, 'a> {
    fn run(&mut self) {
        while let Some(item) = self.items.get(self.at) {
            self.at += 1;
            self.event(&item.event);
        }
        self.end_notes();
    }

    fn event(&mut self, event: &'r Event<'a>) {
        match event {
            Event::Text(text) => self.voice.text(text, &mut self.out),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape_text(text, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::InlineHtml(tag) => self.raw(tag),
            Event::Html(tag) => {
                self.end_label();
                self.raw(tag);
            }
            Event::Rule => {
                self.end_label();
                self.line("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task(*done),
            Event::FootnoteReference(label) => self.reference(label),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Writes a tag that the sanitiser wrote.
    fn raw(&mut self, tag: &str) {
        self.voice.tag(tag);
        self.out.push_str(tag);
    }

    /// Writes what begins on a new line.
    fn line(&mut self, text: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(text);
    }

    fn start(&mut self, tag: &'r Tag<'a>) {
        match tag {
            Tag::Emphasis => return self.out.push_str("<em>"),
            Tag::Strong => return self.out.push_str("<strong>"),
            Tag::Strikethrough => return self.out.push_str("<del>"),
            Tag::Link { title, .. } => return self.link(title),
            Tag::Image { title, .. } => return self.image(title),
            _ => self.end_label(),
        }
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, .. } => self.heading(*level),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => self.code(kind),
            Tag::List(None) => self.line("<ul>\n"),
            Tag::List(Some(1)) => self.line("<ol>\n"),
            Tag::List(Some(first)) => self.line(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.item(),
            Tag::DefinitionList => self.line("<dl>\n"),
            Tag::DefinitionListTitle => self.line("<dt>"),
            Tag::DefinitionListDefinition => self.line("<dd>"),
            Tag::FootnoteDefinition(label) => self.note(label),
            Tag::Table(columns) => self.table(columns),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {}
            _ => {
                self.end_label();
                self.end_block(tag);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => {
                let text = format!("</h{}>\n", self.shown_level(level));
                self.out.push_str(&text);
            }
            TagEnd::BlockQuote(_) => {
                let alert = self.quotes.pop().unwrap_or(false);
                self.line(if alert { "</aside>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                self.voice.tag("</pre>");
                self.out.push_str("</code></pre>\n");
            }
            TagEnd::List(true) => self.line("</ol>\n"),
            TagEnd::List(false) => self.line("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::DefinitionList => self.line("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    fn shown_level(&self, level: HeadingLevel) -> u8 {
        (level as u8 + self.shift).min(6)
    }

    fn heading(&mut self, level: HeadingLevel) {
        let level = self.shown_level(level);
        let id = self
            .scan
            .headings
            .get(self.headings)
            .map(|heading| heading.id.as_str());
        self.headings += 1;
        self.line(&format!("<h{level} id=\""));
        escape_attribute(id.unwrap_or(""), &mut self.out);
        self.out.push_str("\">");
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.quotes.push(kind.is_some());
        let Some(kind) = kind else {
            return self.line("<blockquote>\n");
        };
        let class = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let title = alert_title(kind);
        self.line(&format!(
            "<aside class=\"alert alert-{class}\">\n<p class=\"alert-title\">{title}</p>\n"
        ));
    }

    /// Long lines scroll, so the keyboard must reach them.
    fn code(&mut self, kind: &CodeBlockKind<'_>) {
        self.voice.tag("<pre>");
        self.line("<pre tabindex=\"0\"><code");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape_attribute(language, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn item(&mut self) {
        let task = self
            .items
            .iter()
            .skip(self.at)
            .take(2)
            .find(|item| !matches!(item.event, Event::Start(Tag::Paragraph)))
            .is_some_and(|item| matches!(item.event, Event::TaskListMarker(_)));
        self.line(if task { "<li class=\"task\">" } else { "<li>" });
    }

    fn task(&mut self, done: bool) {
        self.end_label();
        self.out.push_str(if done {
            "<label><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> "
        } else {
            "<label><input type=\"checkbox\" disabled aria-label=\"未完成\"> "
        });
        self.label = true;
    }

    fn end_label(&mut self) {
        if self.label {
            self.label = false;
            self.out.push_str("</label>");
        }
    }
}
