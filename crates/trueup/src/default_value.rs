//! The defaults that schemas state, for generated code.

use std::sync::OnceLock;

use crate::{Decode, Document};

/// A value that is read from JSON text when it is first asked for.
#[derive(Debug)]
pub struct DefaultValue<T> {
    text: &'static str,
    value: OnceLock<T>,
}

impl<T: Decode> DefaultValue<T> {
    /// The value of a text. The generator has asked the schema whether it accepts the text before
    /// it wrote this.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            value: OnceLock::new(),
        }
    }

    /// A copy of the value.
    ///
    /// # Panics
    /// As [`get`](Self::get) does.
    #[must_use]
    pub fn cloned(&self) -> T
    where
        T: Clone,
    {
        self.get().clone()
    }

    /// The value.
    ///
    /// # Panics
    /// When the type refuses the text: generated code that was edited by hand.
    pub fn get(&self) -> &T {
        self.value.get_or_init(|| {
            let document = Document::from_slice(self.text.as_bytes()).ok();
            let value = document.and_then(|document| T::decode(document.root()).ok());
            match value {
                Some(value) => value,
                None => panic!(
                    "generated code has a default that its type refuses: {}",
                    self.text
                ),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DefaultValue;
    use crate::Number;

    #[test]
    fn the_value_is_that_of_the_text() {
        static RATIO: DefaultValue<Number> = DefaultValue::new("0.50");
        assert_eq!(RATIO.get().to_string(), "0.50");
        assert!(std::ptr::eq(RATIO.get(), RATIO.get()));
    }

    #[test]
    #[should_panic(expected = "a default that its type refuses: 0.50")]
    fn what_the_type_refuses_is_no_default() {
        DefaultValue::<bool>::new("0.50").get();
    }
}
