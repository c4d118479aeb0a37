"""What limits the measurements that the targets are about, from profiles by
callgrind (instructions) of the same programs."""

LIMITS = {
    "log size": "71 % of the bytes are the text of the dates, which the schema calls strings",
    "mk48 size": "random floats and angles; see below",
    "mesh size": "a raw list, read in place; as records in columns 5,191,417 B",
    "encode log":
        "instructions: 7.4 million, at first 37 million in `Finish` alone. A third of the "
        "time finds equal texts among 30,000 (names and requests in random order), a fifth "
        "copies rows out of plain structs, the rest copies and checks dates, surveys and "
        "packs. Tried: surveys and extents by AVX2 looked for at run time, groups of values "
        "packed by one store, words of texts that overlap so that no branch depends on their "
        "size, marks by AVX2 (no gain)",
    "encode log bitcode":
        "bitcode looks for no dictionaries, checks no UTF-8, and writes twice the bytes",
    "verify log": "UTF-8 of 253 kB of dates; lengths and indexes take a quarter",
    "verify log bytes":
        "instructions: 10,000 lengths summed against their totals, 30,000 dictionary "
        "indexes compared with the number of entries, all unpacked to bytes 32 at a time; "
        "value by value it took ten times as long",
    "read rows":
        "instructions: 65 a row, 150 at first. `code` is a dictionary, two loads that "
        "depend on each other, `size` is shifted out of 27 bits, and each read asks for "
        "the form of its column, where FlatBuffers loads. Tried: both forms inline, the "
        "bounds of the message's end only for the rows that stand there",
    "read columns":
        "instructions and stores: columns are unpacked into memory, then added; rkyv's "
        "numbers stand ready. Half of the time adds, a quarter looks codes up in a "
        "dictionary one by one, the rest copies addresses and unpacks sizes, eight at a "
        "time with AVX2",
    "encode status":
        "instructions: 6,200, at first 34,200: 700 set the fields, 90 go to each short "
        "string, looked up among those before, 130 to each float, whose decimal digits are "
        "looked for. Tried: a writer whose position stays in registers, flags counted there, "
        "divisions only where an integer is near, short strings checked by two loads, and "
        "compared one by one while there are few (a third of the time less than by hash)",
    "read status Protobuf":
        "instructions: 5,300 to open and verify 30 fields, 14,500 at first, and 900 to read "
        "them. A lone value sets two fields of a default descriptor and is verified while it "
        "is at hand, neighbours are reset by one copy; what is left decodes codes of single "
        "bits. Tried: default flags read together, control bits and short varints inline. Not "
        "tried: a plan for each layout that holds what opening asks of a node in 16 bytes",
    "read status FlatBuffers": "the same",
    "encode memory":
        "rows of builders, beside the plain structs they come from, and columns widened to "
        "64 bits one at a time",
    "sparse": "one bit column names the five fields that are there",
}
