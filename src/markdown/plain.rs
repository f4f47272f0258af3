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

/// Collects.
pub(super) fn collect(body: &Body<'_>) -> Plain {
    let mut collector = Collector::default();
    for item in &body.items.list {
        collector.take(item);
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
    /// The block being read; without texts of images in `seen`.
    text: String,
    seen: String,
    heading: Option<u32>,
    in_heading: bool,
    in_paragraph: bool,
    in_note: bool,
    images: u32,
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
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        if self.images == 0 {
            self.seen.push_str(text);
            let visible = text.chars().filter(|c| !c.is_whitespace()).count();
            self.plain.characters = self.plain.characters.saturating_add(visible as u32);
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
            }
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let seen = std::mem::take(&mut self.seen);
        let text = tidy(&text);
        if text.is_empty() {
            return;
        }
        if !self.in_heading && !self.in_note {
            let slot = if self.in_paragraph {
                &mut self.plain.opening
            } else {
                &mut self.other
            };
            if slot.is_empty() {
                *slot = tidy(&seen);
            }
        }
        self.plain.blocks.push(Block {
            heading: self.heading,
            text,
        });
    }
}

/// White space at the ends gone, runs of it one space.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
