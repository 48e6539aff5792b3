//! Options of writers: small enums with named values, for command lines and configuration files.

/// Defines an enum with a name for each value: `Display`, `FromStr`, serde support, and `ALL`. `$module` is the public module of
/// the enum, for the examples.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident in $module:literal { $($(#[$value_meta:meta])* $value:ident = $text:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$value_meta])* #[cfg_attr(feature = "json", serde(rename = $text))] $value,)+
        }

        impl $name {
            /// All values, the default first.
            ///
            /// ```
            #[doc = concat!("use newsclip::", $module, "::", stringify!($name), ";")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::ALL[0], ", stringify!($name), "::default());")]
            /// ```
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The value's name, as `Display` writes it and `FromStr` reads it.
            ///
            /// ```
            #[doc = concat!("use newsclip::", $module, "::", stringify!($name), ";")]
            #[doc = concat!("assert!(", stringify!($name), "::ALL.iter().all(|value| value.name().parse() == Ok(*value)));")]
            /// ```
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // `pad` supports widths such as `{:>10}`, for tables.
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                const NAMES: &[&str] = &[$($text),+];
                // Names are case-sensitive; the error lists them.
                let found = Self::ALL.iter().find(|value| value.name() == name).copied();
                let expected = $crate::error::ErrorKind::Option { expected: NAMES };
                found.ok_or_else(|| $crate::error::Error::in_text(expected, name))
            }
        }
    };
}

pub(crate) use named_enum;
