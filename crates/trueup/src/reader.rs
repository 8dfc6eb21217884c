//! Reading a type in one pass over the bytes, for generated code.
//!
//! A [`Reader`] stands at a value of a text. `None` from anything here means "look closer": the
//! text is faulty, its schema refuses it, or it is merely unusual (a member name with escapes,
//! `1.0` for an integer). Then the text is read into a [`Document`](crate::Document) and decoded from there, which
//! gives the answer. So nothing here may give a value that decoding a document would refuse.

use std::borrow::Cow;

use trueup_document::Buffer;
use trueup_document::cursor::{self, Cursor, Text, fingerprint};
use trueup_rules::{date_time, length};

use crate::members::{FromMembers, MembersInBytes, names};
use crate::names::Names;
use crate::skim::Skimmer;
use crate::{Decode, Limits};

/// A place in a text that is read in one pass.
#[derive(Debug)]
pub struct Reader<'s> {
    cursor: Cursor<'s>,
    /// Where the value begins that is read next; after it, where it ends.
    at: usize,
    /// In how many arrays and objects that is.
    depth: usize,
}

impl<'s> Reader<'s> {
    /// A whole text as one value; `None` to look closer.
    #[must_use]
    pub fn whole<T: Decode>(bytes: &'s [u8]) -> Option<T> {
        let cursor = Cursor::new(bytes, &Limits::default())?;
        let (at, _) = cursor.space(0);
        let depth = 0;
        let mut reader = Self { cursor, at, depth };
        let value = T::read(&mut reader)?;
        (reader.cursor.space(reader.at).0 == bytes.len()).then_some(value)
    }

    /// Whether a whole text surely is one value of the type.
    #[must_use]
    pub fn skims_whole<T: Decode>(bytes: &'s [u8]) -> bool {
        let skim = || {
            let cursor = Cursor::new(bytes, &Limits::default())?;
            let (at, _) = cursor.space(0);
            let depth = 0;
            let mut reader = Self { cursor, at, depth };
            T::skim(&mut reader)?;
            (reader.cursor.space(reader.at).0 == bytes.len()).then_some(())
        };
        skim().is_some()
    }

    /// The first byte of the value; 0 at the end of the text.
    #[inline(always)]
    #[must_use]
    pub fn byte(&self) -> u8 {
        self.cursor.bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Reads the value by way of a document.
    pub(crate) fn by_document<T: Decode>(&mut self) -> Option<T> {
        let mut buffer = Buffer::default();
        let (document, end) = self.cursor.document(self.at, self.depth, &mut buffer)?;
        if !document.duplicate_keys().is_empty() {
            return None;
        }
        let value = T::decode(document.root()).ok()?;
        self.at = end;
        Some(value)
    }

    /// Begins an object: goes to its first name, or says that there is none.
    #[inline(always)]
    pub(crate) fn begin_object(&mut self) -> Option<bool> {
        self.begin(b'{', b'}')
    }

    /// Begins an array: goes to its first element, or says that there is none.
    #[inline(always)]
    pub(crate) fn begin_array(&mut self) -> Option<bool> {
        self.begin(b'[', b']')
    }

    /// After a member: goes to the next name, or says that there is none.
    #[inline(always)]
    pub(crate) fn next_member(&mut self) -> Option<bool> {
        self.next(b'}')
    }

    /// After an element: goes to the next, or says that there is none.
    #[inline(always)]
    pub(crate) fn next_element(&mut self) -> Option<bool> {
        self.next(b']')
    }

    #[inline(always)]
    fn begin(&mut self, open: u8, close: u8) -> Option<bool> {
        if self.byte() != open || self.depth >= self.cursor.max_depth() {
            return None;
        }
        let (at, byte) = self.cursor.space(self.at + 1);
        let empty = byte == close;
        self.at = at + usize::from(empty);
        self.depth += usize::from(!empty);
        Some(!empty)
    }

    #[inline(always)]
    fn next(&mut self, close: u8) -> Option<bool> {
        let (at, byte) = self.cursor.space(self.at);
        if byte == b',' {
            (self.at, _) = self.cursor.gap(at + 1);
            return Some(true);
        }
        self.at = at + 1;
        self.depth -= 1;
        (byte == close).then_some(false)
    }

    /// Goes over the member name to its value if it is one of those that are likely after the one
    /// at place `next - 1`; gives its place.
    #[inline(always)]
    pub(crate) fn likely_name(&mut self, names: &Names, next: usize) -> Option<usize> {
        let (place, colon) = names.likely(next, self.cursor.bytes(), self.at)?;
        (self.at, _) = self.cursor.gap(colon);
        Some(place)
    }

    /// From the end of a member name to its value.
    #[inline(always)]
    pub(crate) fn value(&mut self) -> Option<()> {
        (self.at, _) = self.cursor.member_value(self.at)?;
        Some(())
    }

    #[inline(always)]
    fn bounds(&mut self) -> Option<Text> {
        if self.byte() != b'"' {
            return None;
        }
        let text = self.cursor.string(self.at)?;
        self.at = text.end;
        Some(text)
    }

    /// A string that has no escapes.
    #[inline(always)]
    #[must_use]
    pub fn plain_str(&mut self) -> Option<&'s str> {
        let text = self.bounds()?;
        (!text.escaped).then(|| self.cursor.inner(text))
    }

    /// A string, which is only copied if it has escapes.
    #[inline]
    #[must_use]
    pub fn text(&mut self) -> Option<Cow<'s, str>> {
        let text = self.bounds()?;
        Some(self.cursor.value(text))
    }

    /// A string.
    #[inline(always)]
    #[must_use]
    pub fn string(&mut self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// A `date-time` without escapes. One that is written as most are needs no search for its closing
    /// quote.
    #[inline(always)]
    pub(crate) fn date_time(&mut self) -> Option<&'s str> {
        match date_time::common_in_quotes(self.cursor.bytes(), self.at) {
            Some(end) => {
                let text = self.cursor.text().get(self.at + 1..end - 1);
                self.at = end;
                text
            }
            None => self
                .plain_str()
                .filter(|text| date_time::is_date_time(text)),
        }
    }

    /// An integer of at most 18 digits that is written as one.
    #[inline(always)]
    #[must_use]
    pub fn integer(&mut self) -> Option<i64> {
        let digits = self.cursor.number(self.at)?;
        self.at = digits.end;
        digits.whole
    }

    /// The text of a number.
    #[inline(always)]
    #[must_use]
    pub fn number(&mut self) -> Option<&'s str> {
        let start = self.at;
        self.at = self.cursor.number(start)?.end;
        self.cursor.text().get(start..self.at)
    }

    /// Begins to note the names of an object, of those that are not its properties'.
    #[inline(always)]
    pub(crate) fn names(&self) -> cursor::Names {
        self.cursor.open()
    }

    /// Notes a name of the object that was begun last; `None` when it may stand there twice.
    pub(crate) fn note(&mut self, names: &mut cursor::Names, name: &str) -> Option<()> {
        self.cursor.note(names, fingerprint(name))
    }

    /// Forgets the names that were noted.
    #[inline(always)]
    pub(crate) fn forget(&mut self, names: cursor::Names) {
        self.cursor.close(names);
    }

    /// `true` or `false`
    #[inline(always)]
    #[must_use]
    pub fn boolean(&mut self) -> Option<bool> {
        let byte = self.byte();
        let is_boolean = matches!(byte, b't' | b'f');
        self.at = self.cursor.literal(self.at, byte).filter(|_| is_boolean)?;
        Some(byte == b't')
    }

    /// Goes over `null`, if that is the value.
    #[inline(always)]
    #[must_use]
    pub fn is_null(&mut self) -> Option<bool> {
        if self.byte() != b'n' {
            return Some(false);
        }
        self.at = self.cursor.literal(self.at, b'n')?;
        Some(true)
    }
}

impl Skimmer for Reader<'_> {
    fn skip_value<T: Decode>(&mut self) -> Option<()> {
        T::read(self).map(drop)
    }

    fn skip(&mut self) -> Option<()> {
        let byte = self.byte();
        self.at = self.cursor.skip(self.at, byte, self.depth)?;
        Some(())
    }

    #[inline(always)]
    fn is_null(&mut self) -> Option<bool> {
        Reader::is_null(self)
    }

    #[inline(always)]
    fn skip_boolean(&mut self) -> Option<()> {
        self.boolean().map(drop)
    }

    #[inline(always)]
    fn skip_number(&mut self) -> Option<()> {
        self.at = self.cursor.skip_number(self.at)?;
        Some(())
    }

    #[inline(always)]
    fn integer(&mut self) -> Option<i64> {
        Reader::integer(self)
    }

    #[inline(always)]
    fn skip_string(&mut self) -> Option<()> {
        self.bounds().map(drop)
    }

    #[inline(always)]
    fn skip_string_of(&mut self, least: u64, most: u64) -> Option<()> {
        let text = self.bounds()?;
        let bytes = text.end - text.start - 2;
        let value = || self.cursor.value(text);
        length::of_json_string(bytes, least, most, value).then_some(())
    }

    #[inline(always)]
    fn skip_date_time(&mut self) -> Option<()> {
        self.date_time().map(|_| ())
    }

    #[inline(always)]
    fn is_named<const LENGTH: usize>(&mut self, word: &[u8; LENGTH]) -> bool {
        let rest = self.cursor.bytes().get(self.at..).unwrap_or(&[]);
        let found = rest.first_chunk() == Some(word);
        self.at += if found { LENGTH } else { 0 };
        found
    }

    #[inline(always)]
    fn plain_str(&mut self) -> Option<&str> {
        Reader::plain_str(self)
    }

    #[inline(always)]
    fn text(&mut self) -> Option<Cow<'_, str>> {
        Reader::text(self)
    }

    #[inline(always)]
    fn skim_elements<T: Decode>(&mut self) -> Option<u64> {
        let mut count = 0;
        let mut more = self.begin_array()?;
        while more {
            T::skim(self)?;
            count += 1;
            more = self.next_element()?;
        }
        Some(count)
    }

    #[inline(always)]
    fn skim_object<T: FromMembers>(&mut self) -> Option<()> {
        T::skim_members(&mut MembersInBytes::new(names::<T>(), self))
    }
}
