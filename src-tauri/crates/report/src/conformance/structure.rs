//! The structure tree with its two indexes: from marked content and links to elements, and from the
//! identifiers of header cells to these.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use super::{number, text};
use crate::page::{Attribute, Book, Child, Node, NodeId, Role};
use crate::pdf::role_name;

/// Entries of one leaf of an index.
const LEAF: usize = 64;

/// Adds the structure tree and returns its root.
pub(super) fn add(file: &mut File, book: &Book, pages: &[ObjectId], links: &[Vec<ObjectId>]) -> ObjectId {
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = book.nodes.iter().map(|_| file.new_object_id()).collect();
    let headers: BTreeSet<NodeId> = book
        .nodes
        .iter()
        .flat_map(|node| &node.attributes)
        .filter_map(|attribute| match attribute {
            Attribute::Headers(headers) => Some(headers),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    let tree = Tree { pages, links, ids: &ids };
    for (index, node) in book.nodes.iter().enumerate() {
        let mut element = tree.element(node, root);
        if headers.contains(&NodeId(index)) {
            element.set("ID", identifier(NodeId(index)));
        }
        file.set_object(tree.id(NodeId(index)), element);
    }

    let mut parents = Vec::new();
    for (index, page) in book.pages.iter().enumerate() {
        let owners: Vec<Object> =
            page.owners.iter().map(|owner| Object::Reference(tree.id(*owner))).collect();
        let owners = file.add_object(owners);
        parents.push((number(index), Object::Reference(owners)));
    }
    for link in book.pages.iter().flat_map(|page| &page.links) {
        parents.push((number(parents.len()), Object::Reference(tree.id(link.node))));
    }
    let next = parents.len();
    let parent_tree = index(file, parents, "Nums");
    let names = headers.iter().map(|node| (identifier(*node), Object::Reference(tree.id(*node)))).collect();
    let id_tree = index(file, names, "Names");
    let mut dictionary = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => tree.id(NodeId(0)),
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => number(next),
        "RoleMap" => dictionary! { "Title" => "P" },
    };
    if !headers.is_empty() {
        dictionary.set("IDTree", id_tree);
    }
    file.set_object(root, dictionary);
    root
}

/// A number or name tree of two levels.
fn index(file: &mut File, entries: Vec<(Object, Object)>, key: &str) -> Dictionary {
    let mut leaves = Vec::new();
    for chunk in entries.chunks(LEAF) {
        let (Some((first, _)), Some((last, _))) = (chunk.first(), chunk.last()) else { continue };
        let limits = vec![first.clone(), last.clone()];
        let flat: Vec<Object> = chunk.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect();
        let mut leaf = dictionary! { "Limits" => limits };
        leaf.set(key, flat);
        leaves.push(Object::Reference(file.add_object(leaf)));
    }
    if leaves.is_empty() {
        let mut empty = Dictionary::new();
        empty.set(key, Vec::<Object>::new());
        return empty;
    }
    dictionary! { "Kids" => leaves }
}

/// Of equal length, so that their order is that of the nodes.
fn identifier(node: NodeId) -> Object {
    Object::string_literal(format!("h{:08}", node.0))
}

struct Tree<'a> {
    pages: &'a [ObjectId],
    links: &'a [Vec<ObjectId>],
    ids: &'a [ObjectId],
}

impl Tree<'_> {
    fn id(&self, node: NodeId) -> ObjectId {
        self.ids.get(node.0).copied().unwrap_or_default()
    }

    fn page(&self, page: usize) -> ObjectId {
        self.pages.get(page).copied().unwrap_or_default()
    }

    fn element(&self, node: &Node, root: ObjectId) -> Dictionary {
        let own_page = node.children.iter().find_map(|child| match child {
            Child::Content { page, .. } => Some(*page),
            _ => None,
        });
        let children: Vec<Object> = node
            .children
            .iter()
            .map(|child| match child {
                Child::Node(child) => Object::Reference(self.id(*child)),
                Child::Content { page, content } if Some(*page) == own_page => number(*content),
                Child::Content { page, content } => Object::Dictionary(dictionary! {
                    "Type" => "MCR",
                    "Pg" => self.page(*page),
                    "MCID" => number(*content),
                }),
                Child::Link { page, link } => Object::Dictionary(dictionary! {
                    "Type" => "OBJR",
                    "Pg" => self.page(*page),
                    "Obj" => self.links.get(*page).and_then(|links| links.get(*link)).copied().unwrap_or_default(),
                }),
            })
            .collect();
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => role_name(node.role),
            "P" => node.parent.map_or(root, |parent| self.id(parent)),
        };
        if let Some(page) = own_page {
            element.set("Pg", self.page(page));
        }
        if !children.is_empty() {
            element.set("K", children);
        }
        attributes(&mut element, node);
        element
    }
}

fn attributes(element: &mut Dictionary, node: &Node) {
    let mut table = Dictionary::new();
    for attribute in &node.attributes {
        match attribute {
            Attribute::ScopeColumn => table.set("Scope", "Column"),
            Attribute::ScopeRow => table.set("Scope", "Row"),
            Attribute::ColumnSpan(columns) => table.set("ColSpan", number(*columns)),
            Attribute::Headers(nodes) => {
                table.set("Headers", nodes.iter().map(|node| identifier(*node)).collect::<Vec<_>>());
            }
            Attribute::Numbered(numbered) => {
                let numbering = if *numbered { "Decimal" } else { "Disc" };
                element.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
            }
            Attribute::ActualText(reading) => element.set("ActualText", text(reading)),
            Attribute::Expansion(long) => element.set("E", text(long)),
        }
    }
    if !table.is_empty() && matches!(node.role, Role::TH | Role::TD) {
        table.set("O", "Table");
        element.set("A", table);
    }
}
