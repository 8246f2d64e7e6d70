//! Laying one JSON value over another: how a demo register says only what it adds to a template.

use serde_json::{Map, Value};

/// Members that name a variant: where they differ, the two objects are different things.
const TAGS: [&str; 3] = ["state", "kind", "outcome"];

/// Lays `top` over `base`.
///
/// Objects are laid member by member, lists of items (objects with an `id`) item by item: the same id is laid over,
/// a new one is appended, one with `"remove": true` goes. Anything else is replaced, and so is an object of another
/// variant.
pub(super) fn lay_over(base: &mut Value, top: Value) {
    match (base, top) {
        (Value::Object(base), Value::Object(top)) if !differs_in_kind(base, &top) => {
            for (name, value) in top {
                match base.get_mut(&name) {
                    Some(below) => lay_over(below, value),
                    None => {
                        base.insert(name, value);
                    }
                }
            }
        }
        (Value::Array(base), Value::Array(top)) if is_item_list(base) && is_item_list(&top) => {
            for item in top {
                let id = item.get("id").cloned();
                let place = base.iter().position(|below| below.get("id") == id.as_ref());
                let removed = item.get("remove") == Some(&Value::Bool(true));
                match place {
                    Some(index) if removed => {
                        base.remove(index);
                    }
                    Some(index) => lay_over(&mut base[index], item),
                    None => base.push(item),
                }
            }
        }
        (base, top) => *base = top,
    }
}

fn differs_in_kind(base: &Map<String, Value>, top: &Map<String, Value>) -> bool {
    TAGS.iter().any(|tag| match (base.get(*tag), top.get(*tag)) {
        (Some(left), Some(right)) => left != right,
        _ => false,
    })
}

fn is_item_list(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(|item| item.get("id").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn items_are_laid_by_id_appended_and_removed() {
        let mut base = json!({ "list": [{ "id": 1, "a": 1, "b": 1 }, { "id": 2 }], "kept": true });
        lay_over(
            &mut base,
            json!({ "list": [{ "id": 1, "b": 2 }, { "id": 2, "remove": true }, { "id": 3 }] }),
        );
        assert_eq!(base, json!({ "list": [{ "id": 1, "a": 1, "b": 2 }, { "id": 3 }], "kept": true }));
    }

    #[test]
    fn another_state_replaces_the_whole_statement() {
        let mut base = json!({ "state": "given", "value": [1] });
        lay_over(&mut base, json!({ "state": "explicitly_none" }));
        assert_eq!(base, json!({ "state": "explicitly_none" }));
    }

    #[test]
    fn lists_of_scalars_are_replaced() {
        let mut base = json!([1, 2]);
        lay_over(&mut base, json!([3]));
        assert_eq!(base, json!([3]));
    }
}
