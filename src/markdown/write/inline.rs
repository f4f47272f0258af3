//! Paragraphs, links and images.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Writer;
use super::escape::{escape_address, escape_attribute, escape_text};
use crate::markdown::Href;
use crate::markdown::address::is_unsafe;
use crate::markdown::html::is_external;

impl<'a> Writer<'_, 'a> {
    /// A paragraph; one that holds only an image with a title is a figure.
    pub(super) fn paragraph(&mut self) {
        match self.lone_image() {
            Some(end) if self.figure() => self.at = end,
            _ => self.line("<p>"),
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.out.push_str("</p>\n");
    }

    /// If the paragraph that begins here is one image with a title: the index after the paragraph's end.
    fn lone_image(&self) -> Option<usize> {
        let Event::Start(Tag::Image { title, .. }) = &self.items.get(self.at)?.event else {
            return None;
        };
        if title.is_empty() {
            return None;
        }
        let end = self.image_end(self.at + 1);
        matches!(self.items.get(end)?.event, Event::End(TagEnd::Paragraph)).then_some(end + 1)
    }

    /// The index after the end of the image whose inside begins here.
    fn image_end(&self, inside: usize) -> usize {
        let mut depth = 0;
        for (offset, item) in self.items.iter().skip(inside).enumerate() {
            match item.event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) if depth == 0 => return inside + offset + 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
        }
        self.items.len()
    }

    /// Writes the image here as a figure; `false`, with nothing written, if it became text.
    fn figure(&mut self) -> bool {
        let Some(Event::Start(Tag::Image { title, .. })) = self.items.get(self.at).map(|item| &item.event)
        else {
            return false;
        };
        let target = (self.href)(self.links);
        let Some((address, size)) = image_target(target).filter(|(address, _)| !is_external(address)) else {
            return false;
        };
        self.figures.push(self.at);
        self.links += 1;
        self.at += 1;
        let alt = self.alternative();
        self.line("<figure>");
        self.img(&address, size, &alt, "");
        self.out.push_str("<figcaption>");
        escape_text(title, &mut self.out);
        self.out.push_str("</figcaption></figure>\n");
        true
    }

    pub(super) fn image(&mut self, title: &str) {
        let target = (self.href)(self.links);
        self.links += 1;
        let alt = self.alternative();
        match image_target(target) {
            Some((address, _)) if is_external(&address) => self.image_elsewhere(&address, &alt, title),
            Some((address, size)) => self.img(&address, size, &alt, title),
            None => escape_text(&alt, &mut self.out),
        }
    }

    /// An image of another host: no page loads it (DESIGN.md §11), so a link stands for it; within a link, only its words.
    fn image_elsewhere(&mut self, address: &str, alt: &str, title: &str) {
        let words = if alt.trim().is_empty() { address } else { alt };
        if self.open_links.contains(&true) {
            return escape_text(words, &mut self.out);
        }
        self.anchor(address, None, title);
        escape_text(words, &mut self.out);
        self.out.push_str("</a>");
    }

    /// The text of the image whose inside begins here, and goes on after it. Links within are counted, never written.
    fn alternative(&mut self) -> String {
        let end = self.image_end(self.at);
        let mut alt = String::new();
        for item in self.items.iter().take(end).skip(self.at) {
            match &item.event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
                _ => {}
            }
        }
        self.at = end;
        alt
    }

    fn img(&mut self, address: &str, size: Option<(u32, u32)>, alt: &str, title: &str) {
        self.out.push_str("<img src=\"");
        escape_address(address, &mut self.out);
        self.out.push_str("\" alt=\"");
        escape_attribute(alt, &mut self.out);
        self.out.push('"');
        self.title(title);
        if let Some((width, height)) = size {
            self.out
                .push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    pub(super) fn link(&mut self, title: &str) {
        let target = (self.href)(self.links);
        self.links += 1;
        let (address, name) = match target {
            Href::To(address) | Href::Image(address, _) => (address, None),
            Href::Download(address, name) => (address, Some(name)),
            Href::Unlinked => return self.open_links.push(false),
        };
        if is_unsafe(&address) {
            return self.open_links.push(false);
        }
        self.open_links.push(true);
        self.anchor(&address, name.as_deref(), title);
    }

    fn anchor(&mut self, address: &str, download: Option<&str>, title: &str) {
        self.out.push_str("<a href=\"");
        escape_address(address, &mut self.out);
        self.out.push('"');
        if let Some(name) = download {
            self.out.push_str(" download=\"");
            escape_attribute(name, &mut self.out);
            self.out.push('"');
        }
        self.title(title);
        if is_external(address) {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
        self.out.push('>');
    }

    pub(super) fn end_link(&mut self) {
        if self.open_links.pop() == Some(true) {
            self.out.push_str("</a>");
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape_attribute(title, &mut self.out);
            self.out.push('"');
        }
    }
}

/// The address and size of an image; `None` if only its text stays.
fn image_target(target: Href) -> Option<(String, Option<(u32, u32)>)> {
    let (address, size) = match target {
        Href::Image(address, size) => (address, size),
        Href::To(address) | Href::Download(address, _) => (address, None),
        Href::Unlinked => return None,
    };
    (!is_unsafe(&address)).then_some((address, size))
}
