"""What limits the measurements that the targets are about, from profiles by
callgrind (instructions) of the same programs."""

LIMITS = {
    "log size": "71 % of the bytes are the text of the dates, which the schema calls strings",
    "mk48 size": "random floats and angles; see below",
    "mesh size": "a raw list, read in place; as records in columns 5,191,417 B",
    "encode log":
        "instructions: 9.7 million, at first 37 million in `Finish` alone. A quarter finds "
        "equal texts among 30,000 (names and requests in random order: a branch that no "
        "predictor knows and a hash each), a sixth copies rows out of plain structs, the rest "
        "surveys 40,000 numbers at 23 instructions, packs them at 17, copies and checks "
        "dates. Tried: surveys within a budget, one survey for each index, neighbours that "
        "are equal first, marks without branches, the message written where it stays, "
        "frames of fixed length in the survey (1 % more instructions, no time)",
    "encode log bitcode":
        "bitcode looks for no dictionaries, checks no UTF-8, and writes twice the bytes",
    "verify log": "UTF-8 of 253 kB of dates; lengths and indexes take a quarter",
    "verify log bytes":
        "instructions: 10,000 lengths summed against their totals, 30,000 dictionary "
        "indexes compared with the number of entries, all unpacked eight at a time; at "
        "first value by value, six times as long",
    "read rows":
        "instructions: 65 a row, 150 at first. `code` is a dictionary, two loads that "
        "depend on each other, `size` is shifted out of 27 bits, and each read asks for "
        "the form of its column, where FlatBuffers loads. Tried: both forms inline, the "
        "bounds of the message's end only for the rows that stand there",
    "read columns":
        "instructions and stores: columns are unpacked into memory, eight values at a time "
        "with AVX2, then added; rkyv's numbers stand ready. Dictionaries are looked up one "
        "by one",
    "encode status":
        "instructions: 7,800, at first 34,200: 40 a field to find what differs from its "
        "default, 60 to write it (varints byte by byte, members of the writer kept in "
        "memory), 150 for a float, whose decimal digits are looked for, 100 for a string, "
        "looked up among those before. Tried: divisions only where an integer is near, "
        "short strings checked by two loads, all of a field beside each other",
    "read status Protobuf":
        "instructions: 300 a field, to fill a descriptor of 64 bytes from codes of single "
        "bits, check it and reset it before the next message; reading a field then takes "
        "2 ns. Tried: default flags read together, control bits and short varints inline",
    "read status FlatBuffers": "the same",
    "encode memory":
        "rows of builders, beside the plain structs they come from, and columns widened to "
        "64 bits one at a time",
    "sparse": "one bit column names the five fields that are there",
}
