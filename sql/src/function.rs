//! The common part of all scalar functions: types, nulls, unreadable rows, documentation.

use std::hash::{Hash, Hasher};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::types::{logical_binary, logical_boolean, logical_string};
use datafusion::common::{ScalarValue, exec_err};
use datafusion::error::Result;
use datafusion::logical_expr::scalar_doc_sections::DOC_SECTION_STRING;
use datafusion::logical_expr::{
    Coercion, ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, TypeSignature,
    TypeSignatureClass, Volatility,
};

use crate::options;
use crate::rows::{Cell, Problem, Rows, decoded};
use crate::value::{Column, Value};

/// A scalar function: one row in, one value out.
pub(crate) struct Definition {
    pub(crate) name: &'static str,
    /// The name and description of the first argument.
    pub(crate) input: (&'static str, &'static str),
    /// The second argument, which is optional.
    pub(crate) second: Second,
    pub(crate) returns: fn() -> DataType,
    pub(crate) read: fn(Row<'_>) -> Result<Value, Problem>,
    /// The description for `SHOW FUNCTIONS`.
    pub(crate) about: &'static str,
    /// A statement and its result.
    pub(crate) example: &'static str,
}

/// The second argument of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Second {
    None,
    /// Whether a row that cannot be read is an error.
    Strict,
    /// The base for relative URLs.
    Base,
}

/// A row's arguments.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) cell: Cell<'a>,
    pub(crate) base: Option<Cell<'a>>,
    pub(crate) strict: bool,
}

/// A [`Definition`] as a DataFusion function.
pub(crate) struct Function {
    definition: &'static Definition,
    signature: Signature,
    documentation: Documentation,
}

impl Function {
    pub(crate) fn new(definition: &'static Definition) -> Self {
        Self {
            definition,
            signature: definition.second.signature(),
            documentation: documentation(definition),
        }
    }

    fn rows(&self, inputs: &[ArrayRef], strict: bool) -> Result<ArrayRef> {
        let inputs = inputs.iter().map(decoded).collect::<Result<Vec<_>>>()?;
        let cells = Rows::of(&inputs[0])?;
        let second = Arguments::of(self.definition.second, inputs.get(1), strict)?;
        let count = inputs[0].len();
        let mut column = Column::new(&(self.definition.returns)(), count)?;
        for row in 0..count {
            // Null input gives null, without reading anything.
            let Some(cell) = cells.get(row) else {
                column.append(Value::Null)?;
                continue;
            };
            let row = second.row(row, cell);
            match (self.definition.read)(row) {
                Ok(value) => column.append(value)?,
                Err(problem) if row.strict => return exec_err!("{}: {problem}", self.definition.name),
                Err(_) => column.append(Value::Null)?,
            }
        }
        column.finish()
    }
}

/// The second arguments of all rows.
struct Arguments<'a> {
    strict: bool,
    stricts: Option<&'a BooleanArray>,
    bases: Option<Rows<'a>>,
}

impl<'a> Arguments<'a> {
    fn of(second: Second, input: Option<&'a ArrayRef>, strict: bool) -> Result<Self> {
        let (stricts, bases) = match (second, input) {
            (Second::Strict, Some(array)) => (array.as_boolean_opt(), None),
            (Second::Base, Some(array)) => (None, Some(Rows::of(array)?)),
            _ => (None, None),
        };
        Ok(Self { strict, stricts, bases })
    }

    fn row(&self, row: usize, cell: Cell<'a>) -> Row<'a> {
        // A null second argument counts as absent; it must not make the row null.
        let strict = self.stricts.filter(|array| array.is_valid(row)).map(|array| array.value(row));
        let base = self.bases.as_ref().and_then(|bases| bases.get(row));
        Row { cell, base, strict: strict.unwrap_or(self.strict) }
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        self.definition.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok((self.definition.returns)())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let strict = options::strict(&args.config_options);
        // Scalars become arrays of one row if all arguments are scalars, and of all rows otherwise.
        let inputs = ColumnarValue::values_to_arrays(&args.args)?;
        let array = self.rows(&inputs, strict)?;
        // The optimizer folds calls with constants, and expects a constant in return.
        if args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_))) {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&array, 0)?));
        }
        Ok(ColumnarValue::Array(array))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

impl Second {
    /// Text or bytes, with or without the second argument. The signatures are listed explicitly for `SHOW FUNCTIONS`.
    fn signature(self) -> Signature {
        let of = |native| Coercion::new_exact(TypeSignatureClass::Native(native));
        let inputs = [of(logical_string()), of(logical_binary())];
        let second = match self {
            Self::None => None,
            Self::Strict => Some(of(logical_boolean())),
            Self::Base => Some(of(logical_string())),
        };
        let with = |input: &Coercion| Some(TypeSignature::Coercible(vec![input.clone(), second.clone()?]));
        let alone = |input: &Coercion| TypeSignature::Coercible(vec![input.clone()]);
        let signatures = inputs.iter().map(alone).chain(inputs.iter().filter_map(with));
        Signature::one_of(signatures.collect(), Volatility::Immutable)
    }

    /// A call, such as `clip_title(clip[, strict])`.
    fn syntax(self, name: &str, input: &str) -> String {
        match self {
            Self::None => format!("{name}({input})"),
            Self::Strict => format!("{name}({input}[, strict])"),
            Self::Base => format!("{name}({input}[, base])"),
        }
    }
}

fn documentation(definition: &Definition) -> Documentation {
    let Definition { name, input, second, about, example, .. } = definition;
    let syntax = second.syntax(name, input.0);
    let builder = Documentation::builder(DOC_SECTION_STRING, *about, syntax)
        .with_argument(input.0, input.1)
        .with_sql_example(format!("```sql\n{example}\n```"));
    match second {
        Second::None => builder,
        Second::Strict => builder.with_argument(
            "strict",
            "Whether a row that cannot be read is an error instead of null. The default is the option newsclip.strict.",
        ),
        Second::Base => builder.with_argument("base", "The address that relative URLs are resolved against."),
    }
    .build()
}

// Functions are equal if their names are, because each name has one definition.
impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.definition.name == other.definition.name
    }
}

impl Eq for Function {}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.definition.name.hash(state);
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Function").field(&self.definition.name).finish()
    }
}
