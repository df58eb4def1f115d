// Verifier checks a public log with the packages that check Go's own module sums: nothing of ours judges
// here but the reading of addresses and of files. It names what is wrong and ends with 1.
//
//	verifier http://127.0.0.1:3000/log "name+hash+key" [file.tlog-proof ...]
package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
	// An entry and its length, at most, for each place of a bundle.
	maxBytes = width * 65537
)

var client = http.Client{Timeout: 30 * time.Second}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verifier <log> <verifier key> [proof file ...]")
		os.Exit(2)
	}
	log := &remote{base: strings.TrimSuffix(os.Args[1], "/"), tiles: map[tlog.Tile][]byte{}}
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	signed, err := log.get("checkpoint")
	check(err)
	tree, err := openCheckpoint(signed, verifier)
	check(err)
	faults := checkEntries(log, tree)
	if len(faults) == 0 {
		faults = append(checkInclusion(log, tree), checkConsistency(log, tree)...)
	}
	for _, path := range os.Args[3:] {
		if err := checkProofFile(path, verifier); err != nil {
			faults = append(faults, fmt.Sprintf("%s: %v", path, err))
		}
	}
	for _, fault := range faults {
		fmt.Println(fault)
	}
	if len(faults) > 0 {
		os.Exit(1)
	}
	fmt.Printf("good: %d entries, %d tiles, %d proof files\n", tree.N, len(log.tiles), len(os.Args)-3)
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// remote is a log over HTTP. It reads tiles as x/mod asks for them; C2SP leaves the height out of the path.
type remote struct {
	base  string
	tiles map[tlog.Tile][]byte
}

func (r *remote) get(path string) ([]byte, error) {
	answer, err := client.Get(r.base + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, maxBytes))
}

func (r *remote) Height() int { return height }

func (r *remote) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		if kept, ok := r.tiles[tile]; ok {
			all[i] = kept
			continue
		}
		data, err := r.get(strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes", tile.Path(), len(data))
		}
		all[i] = data
	}
	return all, nil
}

// SaveTiles is called with tiles that were found to lead to the root.
func (r *remote) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	for i, tile := range tiles {
		r.tiles[tile] = data[i]
	}
}

func openCheckpoint(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("the checkpoint is not of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// checkEntries hashes every entry and compares it with the leaf that leads to the signed root.
func checkEntries(log *remote, tree tlog.Tree) (faults []string) {
	reader := tlog.TileHashReader(tree, log)
	for first := int64(0); first < tree.N; first += width {
		entries, err := readBundle(log, tree, first)
		if err != nil {
			faults = append(faults, fmt.Sprintf("entries from %d: %v", first, err))
			continue
		}
		places := make([]int64, len(entries))
		for i := range entries {
			places[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		leaves, err := reader.ReadHashes(places)
		if err != nil {
			faults = append(faults, fmt.Sprintf("entries from %d: %v", first, err))
			continue
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != leaves[i] {
				faults = append(faults, fmt.Sprintf("entry %d is not the one in the tree", first+int64(i)))
			}
		}
	}
	return faults
}

func readBundle(log *remote, tree tlog.Tree, first int64) ([][]byte, error) {
	tile := tlog.Tile{H: height, L: -1, N: first / width, W: width}
	if tree.N-first < width {
		tile.W = int(tree.N - first)
	}
	data, err := log.get(strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) >= 2 {
		end := 2 + int(binary.BigEndian.Uint16(data))
		if end > len(data) {
			break
		}
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	if len(data) > 0 || len(entries) != tile.W {
		return nil, fmt.Errorf("%d whole entries of %d", len(entries), tile.W)
	}
	return entries, nil
}

const proofs = 64

// checkInclusion proves entries at both ends and evenly between.
func checkInclusion(log *remote, tree tlog.Tree) (faults []string) {
	reader := tlog.TileHashReader(tree, log)
	for i := int64(0); i < proofs && tree.N > 0; i++ {
		index := i * (tree.N - 1) / (proofs - 1)
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err == nil {
			var proof tlog.RecordProof
			proof, err = tlog.ProveRecord(tree.N, index, reader)
			if err == nil {
				err = tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf[0])
			}
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("entry %d cannot be proved: %v", index, err))
		}
	}
	return faults
}

// checkConsistency proves that the tree grew from smaller ones, at sizes where tiles begin and end too.
func checkConsistency(log *remote, tree tlog.Tree) (faults []string) {
	reader := tlog.TileHashReader(tree, log)
	for _, size := range []int64{1, 2, 255, 256, 257, tree.N / 2, 65535, 65536, 65537, tree.N - 1, tree.N} {
		if size < 1 || size > tree.N {
			continue
		}
		root, err := tlog.TreeHash(size, reader)
		if err == nil {
			var proof tlog.TreeProof
			proof, err = tlog.ProveTree(tree.N, size, reader)
			if err == nil {
				err = tlog.CheckTree(proof, tree.N, tree.Hash, size, root)
			}
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("the tree of %d did not grow to this one: %v", size, err))
		}
	}
	return faults
}

// checkProofFile needs no network: a proof file carries its entry and the checkpoint it leads to.
func checkProofFile(path string, verifier note.Verifier) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, signed, _ := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "extra ") {
		return fmt.Errorf("no proof file with an entry")
	}
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	var inside struct{ Entry []byte }
	if err := json.Unmarshal(extra, &inside); err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, err := openCheckpoint([]byte(signed), verifier)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(inside.Entry))
}
