//! The plain text of a body: events in, blocks of text out, for search, excerpts, headings' ids and descriptions.
//!
//! A block is a heading, a paragraph, a cell, an item, a note's or a definition's text; raw HTML that passed cuts blocks as it cuts the page.
//! Texts of images are in; what was taken out is not.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::mend::alert_title;
use super::stream::Body;
use super::{Block, items::Item};

/// What was collected.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The blocks.
    pub(super) blocks: Vec<Block>,
    /// The text of each heading; empty ones too.
    pub(super) headings: Vec<String>,
    /// The first paragraph that says something, without texts of images; of a body without one, the first block that is no heading.
    pub(super) opening: String,
    /// Characters that a reader sees, white space not counted.
    pub(super) characters: u32,
}

/// Collects everything; at `figures` images begin whose titles the page shows as captions.
pub(super) fn collect(body: &Body<'_>, figures: &[usize]) -> Plain {
    walk(body, true, figures)
}

/// Collects all but the blocks, whose text nobody keeps when a body is only scanned.
pub(super) fn collect_facts(body: &Body<'_>) -> Plain {
    walk(body, false, &[])
}

fn walk(body: &Body<'_>, keeps_blocks: bool, figures: &[usize]) -> Plain {
    let mut collector = Collector {
        keeps_blocks,
        ..Collector::default()
    };
    for (at, item) in body.items.list.iter().enumerate() {
        collector.take(item);
        if let Event::Start(Tag::Image { title, .. }) = &item.event
            && figures.binary_search(&at).is_ok()
        {
            collector.caption = title.to_string();
        }
    }
    collector.flush();
    let Collector { mut plain, other, .. } = collector;
    if plain.opening.is_empty() {
        plain.opening = other;
    }
    plain
}

#[derive(Debug, Default)]
struct Collector {
    plain: Plain,
    keeps_blocks: bool,
    /// The block being read.
    text: String,
    /// The same without texts of images, as long as there is no opening.
    seen: String,
    heading: Option<u32>,
    in_heading: bool,
    in_paragraph: bool,
    in_note: bool,
    images: u32,
    /// Of the figure being read.
    caption: String,
    /// The first block that is neither a heading nor a paragraph.
    other: String,
}

impl Collector {
    fn take(&mut self, item: &Item<'_>) {
        match &item.event {
            Event::Text(text) | Event::Code(text) => self.add(text),
            Event::SoftBreak | Event::HardBreak => self.add(" "),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Html(_) | Event::Rule => self.flush(),
            Event::InlineHtml(tag) => self.passed(tag),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.keeps_blocks || self.in_heading {
            self.text.push_str(text);
        }
        if self.images == 0 {
            if self.plain.opening.is_empty() {
                self.seen.push_str(text);
            }
            self.plain.characters = self.plain.characters.saturating_add(visible(text));
        }
    }

    /// A tag of raw HTML within a line that passed (`html`): some of them say something, or part what stands around them.
    fn passed(&mut self, tag: &str) {
        let is = |name: &str| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>']))
        };
        if is("<br") {
            self.add(" ");
        } else if is("<hr") || is("<col") {
            self.flush();
        } else if is("<img")
            && self.keeps_blocks
            && let Some((alt, _)) = tag
                .split_once(" alt=\"")
                .and_then(|(_, rest)| rest.split_once('"'))
        {
            self.text.push_str(&unescape(alt));
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { .. } => {
                self.heading = Some(self.plain.headings.len() as u32);
                self.in_heading = true;
            }
            Tag::Paragraph => self.in_paragraph = true,
            Tag::BlockQuote(Some(kind)) => {
                self.add(alert_title(*kind));
                self.flush();
            }
            Tag::FootnoteDefinition(_) => {
                self.in_note = true;
                // Notes stand after the text, under no heading of it.
                self.heading = None;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Heading(_) => {
                let text = tidy(&self.text);
                self.plain.headings.push(text);
                self.flush();
                self.in_heading = false;
            }
            TagEnd::Paragraph => {
                self.flush();
                self.in_paragraph = false;
                if !self.caption.is_empty() {
                    self.text = std::mem::take(&mut self.caption);
                    self.flush();
                }
            }
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let slot = if self.in_paragraph {
            &mut self.plain.opening
        } else {
            &mut self.other
        };
        if slot.is_empty() && !self.in_heading && !self.in_note {
            *slot = tidy(&self.seen);
        }
        self.seen.clear();
        if self.keeps_blocks {
            let text = tidy(&self.text);
            if !text.is_empty() {
                self.plain.blocks.push(Block {
                    heading: self.heading,
                    text,
                });
            }
        }
        self.text.clear();
    }
}

/// An attribute's value as it was before `write::escape_attribute`.
fn unescape(value: &str) -> String {
    let plain = value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    plain.replace("&amp;", "&")
}

/// How many characters are no white space.
fn visible(text: &str) -> u32 {
    text.chars().map(|c| u32::from(!is_space(c))).sum()
}

/// `char::is_whitespace`, Han first, since nearly all of a text is that.
fn is_space(c: char) -> bool {
    !('\u{3001}'..='\u{10ffff}').contains(&c) && c.is_whitespace()
}

/// White space at the ends gone, runs of it one space.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
