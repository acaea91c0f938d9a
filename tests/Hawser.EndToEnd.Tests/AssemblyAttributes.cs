// One test at a time: the judges answer one question at a time anyway, and what the shared allocator holds can be counted after each test.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
